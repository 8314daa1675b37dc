package io.segmentpixel.export;

/**
 * What a consent-gated tag does on a page that has no consent platform.
 *
 * <pre>{@code
 * ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT);
 * }</pre>
 */
public enum WhenNoConsentPlatform {
    /** Fires, without any signal: for pages where nobody has to be asked. */
    FIRE,
    /** Does nothing. */
    STAY_SILENT
}
