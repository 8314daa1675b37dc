package io.segmentpixel.acceptance;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests in a real browser: one for all of a class, as it takes a second to start, and a new visitor for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
    private @Nullable BrowserStage stage;

    @BeforeAll
    void open() {
        stage = BrowserStage.open();
    }

    @AfterAll
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void start_over() {
        stage().startOver();
    }

    BrowserStage stage() {
        return Objects.requireNonNull(stage, "stage");
    }
}
