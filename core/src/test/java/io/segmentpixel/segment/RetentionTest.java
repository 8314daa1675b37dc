package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetentionTest {
    @Property(seed = "17")
    void minutes_and_durations_say_the_same(@ForAll @IntRange(max = 259_200) int minutes) {
        Retention retention = Retention.ofMinutes(minutes);

        assertThat(Retention.of(Duration.ofMinutes(minutes)))
                .isEqualTo(retention)
                .hasSameHashCodeAs(retention);
        assertThat(retention.duration()).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(retention).hasToString(minutes + " minutes");
    }

    @Test
    void the_maximum_is_180_days_and_the_ad_call_alone_is_zero() {
        assertThat(Retention.maximum()).isEqualTo(Retention.of(Duration.ofDays(180)));
        assertThat(Retention.ofMinutes(259_200).isMaximum()).isTrue();
        assertThat(Retention.ofMinutes(259_199).isMaximum()).isFalse();
        assertThat(Retention.ofMinutes(259_199).minutes()).isEqualTo(259_199);
        assertThat(Retention.adCallOnly().minutes()).isZero();
    }
}
