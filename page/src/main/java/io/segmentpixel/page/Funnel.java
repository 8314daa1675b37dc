package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of visitors through a site: steps, each with the pixel that counts it and a rule that says on which pages it stands.
 *
 * <pre>{@code
 * Funnel shop = Funnel.named("Shop")
 *         .step(PixelExport.of(home), PageRule.path("index.html"))
 *         .step(PixelExport.of(cart), PageRule.path("cart/**"))
 *         .step(PixelExport.of(bought), PageRule.having("#thank-you"));
 * SiteReport report = SitePlacer.of(shop).place(Path.of("site"));
 * }</pre>
 *
 * <p>A page may be part of several steps, and then bears the tags of all of them, in the order of the steps. The same export
 * may stand in several steps; a page bears its tag, once, if the rule of one of them holds.
 *
 * <p>A funnel is immutable and can be shared between threads.
 */
public final class Funnel {
    private final String name;
    private final List<Step> steps;

    /**
     * A step: on these pages, this pixel.
     *
     * @param export the pixel
     * @param rule which pages bear its tag
     */
    public record Step(PixelExport export, PageRule rule) {
        /**
         * A step.
         *
         * @param export the pixel
         * @param rule which pages bear its tag
         */
        public Step {
            Objects.requireNonNull(export, "export");
            Objects.requireNonNull(rule, "rule");
        }

        /** The export's name and the rule, as in {@code "Shop - in cart" on path cart/**}. */
        @Override
        public String toString() {
            return OneLine.quoted(export.name()) + " on " + rule;
        }
    }

    private Funnel(String name, List<Step> steps) {
        this.name = name;
        this.steps = steps;
    }

    /**
     * A funnel without steps.
     *
     * @param name what it is called in reports; not blank
     * @return the funnel
     * @throws IllegalArgumentException if the name is blank
     */
    public static Funnel named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name " + OneLine.quoted(name) + ": must not be blank");
        }
        return new Funnel(name, List.of());
    }

    /**
     * With one more step, behind the others.
     *
     * @param export the pixel
     * @param rule which pages bear its tag
     * @return a changed copy
     */
    public Funnel step(PixelExport export, PageRule rule) {
        return new Funnel(
                name,
                Stream.concat(steps.stream(), Stream.of(new Step(export, rule))).toList());
    }

    /**
     * What the funnel is called.
     *
     * @return the name, as it was given
     */
    public String name() {
        return name;
    }

    /**
     * The steps, in order.
     *
     * @return an immutable list
     */
    public List<Step> steps() {
        return steps;
    }

    /** The exports of all steps, each once, in the order of the steps. */
    List<PixelExport> exports() {
        return steps.stream().map(Step::export).distinct().toList();
    }

    /**
     * Refuses to go without the address of the site where a rule asks for it.
     *
     * @throws IllegalStateException if a rule does, and nobody said the address
     */
    void requireAddress(Optional<String> servedAt) {
        steps.stream()
                .filter(step -> step.rule().needsAddress() && servedAt.isEmpty())
                .findFirst()
                .ifPresent(step -> {
                    throw new IllegalStateException("step " + step
                            + ": asks for addresses, and nobody said where the site is; say servedAt(\"https://…/\")");
                });
    }

    /** Two funnels are equal if they have the same name and the same steps in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Funnel funnel && funnel.name.equals(name) && funnel.steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, steps);
    }

    /** The name, and a line for each step. */
    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of("Funnel " + OneLine.quoted(name)),
                        steps.stream().map(step -> "    " + step))
                .collect(Collectors.joining("\n"));
    }
}
