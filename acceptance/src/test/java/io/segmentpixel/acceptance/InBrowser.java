package io.segmentpixel.acceptance;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Tests in a real browser: one for all classes of a process, as it takes a second to start, and a new visitor for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(InBrowser.OneStage.class)
abstract class InBrowser {
    private @Nullable BrowserStage stage;

    BrowserStage stage() {
        return Objects.requireNonNull(stage, "stage");
    }

    /** Opens the stage for the first test; it is closed after the last one. */
    static final class OneStage implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) {
            BrowserStage stage = test.getRoot()
                    .getStore(Namespace.create(InBrowser.class))
                    .computeIfAbsent(BrowserStage.class, none -> BrowserStage.open(), BrowserStage.class);
            stage.startOver();
            ((InBrowser) test.getRequiredTestInstance()).stage = stage;
        }
    }
}
