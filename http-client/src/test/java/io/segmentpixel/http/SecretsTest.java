package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.BackendAnswer;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void a_secret_that_holds_others_is_masked_whole() {
        Secrets secrets = new Secrets();
        for (int length = 1; length <= 20; length++) {
            secrets.know("s".repeat(length));
        }

        BackendAnswer masked = secrets.masked(new BackendAnswer(200, "", "", "<" + "s".repeat(20) + ">", ""));

        assertThat(masked.error()).isEqualTo("<***>");
    }
}
