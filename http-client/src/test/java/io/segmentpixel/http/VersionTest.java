package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void the_user_agent_names_the_library_and_the_version_of_the_build() {
        assertThat(Version.userAgent())
                .isEqualTo("segment-pixel-http-client/" + System.getProperty("segmentpixel.version"))
                .matches("segment-pixel-http-client/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void a_library_without_its_version_is_of_an_unknown_one() {
        assertThat(Version.read(null)).isEqualTo("unknown");
    }
}
