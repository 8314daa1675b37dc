package io.segmentpixel.testkit;

import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.PrivacySignal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the privacy signals of a call allow.
 *
 * @param privacy the signals
 * @param isInEurope whether the visitor is where a call without a signal is not processed
 */
record Consent(Privacy privacy, boolean isInEurope) {
    /** Why a call with these signals is answered and not processed; empty if it is. */
    Optional<String> denial() {
        return Stream.of(byConsent(), byTcf(), byUsPrivacy(), byGpp(), byRegion())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A signal that says something; a macro that nobody filled in does not. */
    private Optional<String> said(PrivacySignal signal) {
        return privacy.signal(signal).filter(text -> !privacy.isMacro(signal));
    }

    private boolean says(PrivacySignal signal, String text) {
        return said(signal).filter(text::equals).isPresent();
    }

    private Optional<String> byConsent() {
        return when(says(PrivacySignal.CONSENT, "0"), "consent=0");
    }

    private Optional<String> byTcf() {
        if (!says(PrivacySignal.GDPR, "1")) {
            return Optional.empty();
        }
        Optional<String> tc = said(PrivacySignal.GDPR_CONSENT);
        return tc.isEmpty()
                ? when(!says(PrivacySignal.CONSENT, "1"), "gdpr=1 without gdpr_consent")
                : when(
                        !new TcString(tc.get()).grantsStorage(),
                        "gdpr_consent does not grant storage to vendor " + TcString.VENDOR);
    }

    private Optional<String> byUsPrivacy() {
        return when(
                said(PrivacySignal.US_PRIVACY).filter(GppString::isOptedOut).isPresent(),
                "us_privacy says that the visitor opted out of sale");
    }

    private Optional<String> byGpp() {
        Optional<String> gpp = said(PrivacySignal.GPP);
        String sections = said(PrivacySignal.GPP_SID).orElse("");
        if (gpp.isEmpty() || sections.isEmpty()) {
            return Optional.empty();
        }
        try {
            GppString read = GppString.of(gpp.get());
            return Stream.of(sections.split(",", -1))
                    .map(Integer::valueOf)
                    .filter(read::denies)
                    .findFirst()
                    .map(section -> "section " + section + " of gpp does not allow it");
        } catch (IllegalArgumentException malformed) {
            return Optional.of("gpp is malformed");
        }
    }

    private Optional<String> byRegion() {
        boolean isSilent = said(PrivacySignal.GDPR).isEmpty()
                && said(PrivacySignal.CONSENT).isEmpty();
        return when(isInEurope && isSilent, "neither the TCF pair nor consent, in Europe");
    }

    private static Optional<String> when(boolean isSo, String why) {
        return isSo ? Optional.of(why) : Optional.empty();
    }
}
