package io.segmentpixel.page.report;

import java.lang.module.ModuleDescriptor;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reports say of the program that made them. */
final class Tool {
    static final String NAME = "Segment Pixel";
    static final String FINDINGS = "docs/findings.md";

    private Tool() {}

    /** The version of the module, or of the JAR on the class path; {@code development} where neither says one. */
    static String version() {
        @Nullable ModuleDescriptor module = Tool.class.getModule().getDescriptor();
        return Optional.ofNullable(module)
                .flatMap(ModuleDescriptor::rawVersion)
                .orElseGet(() ->
                        Objects.requireNonNullElse(Tool.class.getPackage().getImplementationVersion(), "development"));
    }
}
