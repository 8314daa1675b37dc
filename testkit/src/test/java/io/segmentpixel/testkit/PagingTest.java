package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
    private static final int COUNT = 230;

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final List<Integer> ids = IntStream.range(0, COUNT)
            .mapToObj(number -> sandbox.segments().create(NewSegment.named("segment " + number)))
            .map(Segment::id)
            .map(id -> id.value())
            .toList();

    @ParameterizedTest
    @CsvSource({
        "'',                                     0, 100",
        "?num_elements=7,                        0,   7",
        "?num_elements=100,                      0, 100",
        "?num_elements=101,                      0, 100",
        "?num_elements=100000,                   0, 100",
        "?start_element=0,                       0, 100",
        "?start_element=1,                       1, 101",
        "?start_element=20&num_elements=7,      20,  27",
        "?start_element=100&num_elements=100,  100, 200",
        "?start_element=200&num_elements=100,  200, 230",
        "?start_element=229&num_elements=100,  229, 230",
        "?start_element=230&num_elements=100,  230, 230",
        "?start_element=1000&num_elements=100, 230, 230",
    })
    void a_page_is_the_asked_stretch_of_at_most_100(String query, int from, int to) {
        assertThat(api.get(query).ids()).isEqualTo(ids.subList(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                 230,   0, 100",
        "?start_element=20&num_elements=7,   230,  20,   7",
        "?start_element=0&num_elements=1000, 230,   0, 100",
        "?start_element=500,                 230, 500, 100",
        "?search=segment+22,                  11,   0, 100",
        "?search=segment+22&num_elements=3,   11,   0,   3",
    })
    void the_count_is_of_all_that_match_and_the_page_is_echoed(String query, String count, String start, String size) {
        RawAnswer page = api.get(query);

        assertThat(page.at("/count")).isEqualTo(count);
        assertThat(page.at("/start_element")).isEqualTo(start);
        assertThat(page.at("/num_elements")).isEqualTo(size);
    }
}
