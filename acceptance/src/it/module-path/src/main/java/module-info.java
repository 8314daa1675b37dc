module shop {
    requires io.segmentpixel.http;
    requires io.segmentpixel.page;
    requires io.segmentpixel.testkit;
}
