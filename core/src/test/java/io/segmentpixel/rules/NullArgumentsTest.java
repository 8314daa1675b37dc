package io.segmentpixel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No wither takes null: found by reflection, so that a new one is held to it as well. */
class NullArgumentsTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final Segment SEGMENT = Segment.of(ID, MemberId.of(958), "x");

    /** A method with one reference parameter that gives a value of its own type. */
    record Wither(Object target, Method method) {
        @Override
        public String toString() {
            return method.toString().replaceAll("[a-z]+\\.", "");
        }
    }

    static Stream<Wither> withers() {
        return Stream.of(
                        NewSegment.named("x"),
                        SegmentUpdate.of(ID),
                        SEGMENT,
                        SegmentQuery.all(),
                        SegmentCall.adding(ID),
                        PixelExport.of(SEGMENT),
                        ConversionCall.of(ConversionId.of(1)),
                        Privacy.none(),
                        SegmentTrigger.QueryString.of("x"),
                        ExportFormats.htmlTag(),
                        GoogleTagManagerContainer.named("x"),
                        TagEmail.from("a@b.example").to("c@d.example"))
                .flatMap(target -> Arrays.stream(target.getClass().getMethods())
                        .filter(method -> method.getReturnType().equals(target.getClass()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getParameterCount() == 1)
                        .filter(method -> !method.getParameterTypes()[0].isPrimitive())
                        .map(method -> new Wither(target, method)));
    }

    @ParameterizedTest
    @MethodSource("withers")
    void null_is_refused_at_once(Wither wither) {
        Throwable thrown = catchThrowable(() -> wither.method().invoke(wither.target(), new Object[] {null}));

        assertThat(thrown).isInstanceOf(InvocationTargetException.class).hasCauseInstanceOf(NullPointerException.class);
    }
}
