package io.segmentpixel.page;

/**
 * How much a finding matters.
 *
 * <pre>{@code
 * audit.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).forEach(System.out::println);
 * }</pre>
 *
 * <p>From the gravest to the lightest, so that {@code severity.compareTo(Severity.WARNING) <= 0} holds for errors and warnings.
 */
public enum Severity {
    /** The pixel does not do its work, for some visitors or for all. */
    ERROR,
    /** The pixel works, but not as it should, or by luck. */
    WARNING,
    /** Worth knowing; it may be meant so. */
    NOTE
}
