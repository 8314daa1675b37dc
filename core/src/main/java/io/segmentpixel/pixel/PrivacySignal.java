package io.segmentpixel.pixel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One of the parameters that tell the platform what the visitor agreed to.
 *
 * <pre>{@code
 * PrivacySignal.GDPR_CONSENT.parameter(); // gdpr_consent
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Pixels Advanced</em>, privacy: {@link #GDPR}, {@link #GDPR_CONSENT} and
 * {@link #CONSENT}. The others are on no page about pixels.
 */
public enum PrivacySignal {
    /** Whether the GDPR applies. */
    GDPR("[01]", "must be 0 or 1"),
    /** The visitor's TC string, of the IAB's Transparency and Consent Framework. */
    GDPR_CONSENT(
            "(?!null$|undefined$)[A-Za-z0-9_.-]+",
            "must be a TC string: A-Z a-z 0-9 _ - . and nothing else, and not a script's word for nothing"),
    /** Consent granted or denied, for pages without a platform of that framework. */
    CONSENT("[01]", "must be 0 or 1"),
    /** The US privacy string. */
    US_PRIVACY("1[YyNn-]{3}", "must be 1 and three of Y N -"),
    /** The GPP string, of the IAB's Global Privacy Platform. */
    GPP(
            "(?!null$|undefined$)[A-Za-z0-9_.~-]+",
            "must be a GPP string: A-Z a-z 0-9 _ - . ~ and nothing else, and not a script's word for nothing"),
    /** The numbers of the sections of the GPP string that apply. */
    GPP_SID("-?\\d{1,3}(?:,-?\\d{1,3})*+", "must be section ids, joined by commas");

    private final Pattern form;
    private final String rule;
    private final String parameter;

    PrivacySignal(String form, String rule) {
        this.form = Pattern.compile(form);
        this.rule = rule;
        this.parameter = name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of the parameter.
     *
     * @return as in {@code gpp_sid}
     */
    public String parameter() {
        return parameter;
    }

    String checked(String text) {
        Check.require(form.matcher(text).matches(), parameter, Check.quoted(text), rule);
        return text;
    }
}
