package io.segmentpixel.pixel;

import java.util.Map;

/**
 * The macros that stand for a visitor's privacy signals, until somebody who serves the creative fills them in.
 *
 * <pre>{@code
 * Privacy.macros(MacroDialect.IAB); // gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&us_privacy=${US_PRIVACY}&…
 * }</pre>
 *
 * <p>32 is the platform's number on the IAB's list of vendors. Platform documentation: <em>Supported Creative
 * Macros</em>.
 */
public enum MacroDialect {
    /** The IAB's: <code>${GDPR}</code> and <code>${GDPR_CONSENT_32}</code>, which every ad server fills in. */
    IAB("${GDPR}", "${GDPR_CONSENT_32}"),
    /** The platform's own: <code>${GDPR_APPLIES}</code> and <code>${GDPR_CONSENT_STRING}</code>. */
    PLATFORM("${GDPR_APPLIES}", "${GDPR_CONSENT_STRING}");

    private final String gdpr;
    private final String gdprConsent;

    MacroDialect(String gdpr, String gdprConsent) {
        this.gdpr = gdpr;
        this.gdprConsent = gdprConsent;
    }

    /**
     * The macros by what they stand for.
     *
     * @return one for each signal but {@link PrivacySignal#CONSENT}, for which there is none; immutable
     */
    public Map<PrivacySignal, String> macros() {
        return Map.of(
                PrivacySignal.GDPR, gdpr,
                PrivacySignal.GDPR_CONSENT, gdprConsent,
                PrivacySignal.US_PRIVACY, "${US_PRIVACY}",
                PrivacySignal.GPP, "${GPP_STRING_32}",
                PrivacySignal.GPP_SID, "${GPP_SID}");
    }
}
