package io.segmentpixel.pixel;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a call tells the platform about the visitor's consent.
 *
 * <pre>{@code
 * Privacy.none().withGdpr(true, tcString); // gdpr=1&gdpr_consent=…
 * Privacy.none().withConsent(true).withUsPrivacy("1YNN"); // consent=1&us_privacy=1YNN
 * Privacy.macros(MacroDialect.IAB); // gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&…
 * }</pre>
 *
 * <p><strong>A fixed signal speaks for one visitor only.</strong> A consent string belongs to the visitor who gave it: write it
 * into a page that is rendered for that visitor, never into a page or a tag that everybody gets. There let macros stand, which
 * are filled in for each visitor, or export the pixel as a script that asks the page's own consent platform.
 *
 * <p>In the EEA and the like the platform does not process a call that has neither the TCF pair nor {@code consent}; both must
 * follow the visitor's own choice. Platform documentation: <em>Segment Pixels Advanced</em>, privacy.
 */
public final class Privacy {
    private static final Privacy NONE = new Privacy(new EnumMap<>(PrivacySignal.class));
    private static final int LEAST_SECTION = -1;
    private static final int MOST_SECTION = 999;

    /** A signal's text as it stands in a call: no signal, and no macro, needs any encoding. */
    private final EnumMap<PrivacySignal, String> signals;

    private Privacy(EnumMap<PrivacySignal, String> signals) {
        this.signals = signals;
    }

    /**
     * No signal at all, which is also what takes the signals off a call again.
     *
     * @return the empty value
     */
    public static Privacy none() {
        return NONE;
    }

    /**
     * A macro for every signal that has one, unencoded, so that whoever serves the creative fills them in.
     *
     * @param dialect whose macros
     * @return five macros
     */
    public static Privacy macros(MacroDialect dialect) {
        return new Privacy(new EnumMap<>(dialect.macros()));
    }

    /**
     * With the pair of signals of the Transparency and Consent Framework.
     *
     * @param applies whether the GDPR applies to the visitor
     * @param tcString the visitor's TC string, of {@code A-Z a-z 0-9 _ - .}, not {@code null} or {@code undefined}, which
     *     scripts write for what they do not have; may be empty if the GDPR does not apply
     * @return a changed copy
     * @throws IllegalArgumentException if the string is another (for macros see {@link #macros} and
     *     {@link #withMacro}), or is empty although the GDPR applies
     */
    public Privacy withGdpr(boolean applies, String tcString) {
        Objects.requireNonNull(tcString, "TC string");
        Privacy withFlag = with(PrivacySignal.GDPR, applies ? "1" : "0");
        return tcString.isEmpty() && !applies
                ? withFlag.without(PrivacySignal.GDPR_CONSENT)
                : withFlag.with(PrivacySignal.GDPR_CONSENT, tcString);
    }

    /**
     * With consent granted or denied, for pages without a platform of that framework.
     *
     * @param granted the visitor's choice
     * @return a changed copy
     */
    public Privacy withConsent(boolean granted) {
        return with(PrivacySignal.CONSENT, granted ? "1" : "0");
    }

    /**
     * With the US privacy string.
     *
     * @param usPrivacy four characters, as in {@code 1YNN}
     * @return a changed copy
     * @throws IllegalArgumentException if it is not 1 and three of {@code Y N -}
     */
    public Privacy withUsPrivacy(String usPrivacy) {
        return with(PrivacySignal.US_PRIVACY, Objects.requireNonNull(usPrivacy, "us_privacy"));
    }

    /**
     * With the string of the Global Privacy Platform, and the sections of it that apply.
     *
     * @param gpp the visitor's GPP string, of {@code A-Z a-z 0-9 _ - . ~}, not {@code null} or {@code undefined}
     * @param sections one section id or more, -1 to 999; -1 where none applies
     * @return a changed copy
     * @throws IllegalArgumentException if the string is another, or there is no section, or one out of range
     */
    public Privacy withGpp(String gpp, int... sections) {
        Objects.requireNonNull(gpp, "gpp");
        String list = Arrays.stream(sections).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Check.require(
                Arrays.stream(sections).allMatch(section -> section >= LEAST_SECTION && section <= MOST_SECTION),
                "gpp_sid",
                Check.quoted(list),
                "must be section ids from -1 to 999");
        return with(PrivacySignal.GPP, gpp).with(PrivacySignal.GPP_SID, list);
    }

    /**
     * With a macro in the place of one signal, unencoded.
     *
     * <pre>{@code
     * Privacy.none().withMacro(PrivacySignal.GDPR_CONSENT, "${GDPR_CONSENT_550}");
     * }</pre>
     *
     * @param signal which signal
     * @param macro <code>${…}</code>, <code>{{…}}</code>, {@code […]} or {@code %%…%%}, as {@link SegmentValue#macro} takes it
     * @return a changed copy
     * @throws IllegalArgumentException if the text is no such macro
     */
    public Privacy withMacro(PrivacySignal signal, String macro) {
        Objects.requireNonNull(signal, "signal");
        return put(signal, Macro.checked(signal.parameter(), macro));
    }

    /**
     * Without one signal.
     *
     * @param signal which signal
     * @return a changed copy
     */
    public Privacy without(PrivacySignal signal) {
        Objects.requireNonNull(signal, "signal");
        EnumMap<PrivacySignal, String> changed = new EnumMap<>(signals);
        changed.remove(signal);
        return new Privacy(changed);
    }

    /** With a signal as it stands in a call, a macro or a fixed one. */
    Privacy reading(PrivacySignal signal, String text) {
        return Macro.isOne(text) ? put(signal, text) : with(signal, Percent.decoded(text));
    }

    private Privacy with(PrivacySignal signal, String text) {
        return put(signal, signal.checked(text));
    }

    private Privacy put(PrivacySignal signal, String text) {
        EnumMap<PrivacySignal, String> changed = new EnumMap<>(signals);
        changed.put(signal, text);
        return new Privacy(changed);
    }

    /**
     * A signal as it stands in a call.
     *
     * @param signal which signal
     * @return the fixed text or the macro, empty if the signal was not set
     */
    public Optional<String> signal(PrivacySignal signal) {
        return Optional.ofNullable(signals.get(Objects.requireNonNull(signal, "signal")));
    }

    /**
     * Whether a signal waits to be filled in.
     *
     * @param signal which signal
     * @return true if it is a macro, false if it is fixed or not set
     */
    public boolean isMacro(PrivacySignal signal) {
        return signal(signal).filter(Macro::isOne).isPresent();
    }

    /**
     * All signals by what they say, in the order in which they stand in a call.
     *
     * @return a copy
     */
    public Map<PrivacySignal, String> signals() {
        return new EnumMap<>(signals);
    }

    /**
     * Whether nothing is said.
     *
     * @return true for what {@link #none} gives
     */
    public boolean isNone() {
        return signals.isEmpty();
    }

    void appendTo(Query query) {
        if (!signals.isEmpty()) {
            signals.forEach((signal, text) -> query.name(signal.parameter()).append(text));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Privacy privacy && privacy.signals.equals(signals);
    }

    @Override
    public int hashCode() {
        return signals.hashCode();
    }

    /** The parameters as they stand in a call, as in {@code gdpr=1&gdpr_consent=CO…}; an empty text if there are none. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendTo(new Query(text));
        return text.toString();
    }
}
