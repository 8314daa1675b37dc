package io.segmentpixel.acceptance;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Runs a property in the long build only; its sample is another property, which always runs. */
final class LongOnly implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Boolean.getBoolean("segmentpixel.long")
                ? SkipResult.doNotSkip()
                : SkipResult.skip("the long build runs it");
    }
}
