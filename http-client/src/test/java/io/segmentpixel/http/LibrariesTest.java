package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tests run with the libraries that the build names: once with ours, and once with the oldest. */
class LibrariesTest {
    private static final String JACKSON = System.getProperty("segmentpixel.jackson");
    private static final String OKHTTP = System.getProperty("segmentpixel.okhttp");
    private static final String SLF4J = System.getProperty("segmentpixel.slf4j");

    @Test
    void jackson_is_the_one_that_the_build_names() {
        assertThat(PackageVersion.VERSION).hasToString(JACKSON);
        assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION).hasToString(JACKSON);
        // The annotations have had no third number since 2.20.
        assertThat(JACKSON).startsWith(versionOf(JsonProperty.class));
    }

    @Test
    void okhttp_is_the_one_that_the_build_names() throws ReflectiveOperationException {
        // Said in code, the compiler would put in the version that it compiles with.
        assertThat(OkHttp.class.getField("VERSION").get(null)).isEqualTo(OKHTTP);
    }

    @Test
    void slf4j_is_the_one_that_the_build_names_and_so_is_what_it_logs_to() {
        ILoggerFactory bound = LoggerFactory.getILoggerFactory();

        assertThat(versionOf(Logger.class)).isEqualTo(SLF4J);
        assertThat(bound.getClass().getSimpleName()).isEqualTo("SimpleLoggerFactory");
        assertThat(versionOf(bound.getClass())).isEqualTo(SLF4J);
    }

    private static String versionOf(Class<?> type) {
        return String.valueOf(type.getPackage().getImplementationVersion());
    }
}
