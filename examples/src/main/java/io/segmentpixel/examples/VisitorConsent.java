package io.segmentpixel.examples;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.field.TcfEuV2Field;
import com.iab.gpp.encoder.section.TcfEuV2;
import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.pixel.Privacy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a visitor allows, by the strings that a site's consent platform keeps in the visitor's cookies, read with the IAB's own
 * library. A string that is in the way of an answer counts as a no, whether that library cannot read
 * it, it is too long, or there are two of them.
 *
 * <pre>{@code
 * Optional<PixelExport> tag = VisitorConsent.of(request).map(pixel::withPrivacy);
 * }</pre>
 *
 * <p>Nothing is taken from the address of a page: whoever writes a link would agree for those who follow it.
 */
final class VisitorConsent {
    /** Where the visitor is, by ISO 3166. The network in front of this server must set it, and so take off what a browser sent. */
    static final String COUNTRY = "CloudFront-Viewer-Country";

    /** What an answer depends on, beside the address. */
    static final String VARY = "Cookie, Sec-GPC, " + COUNTRY;

    static final String TC_COOKIE = "euconsent-v2";
    private static final String US_PRIVACY_COOKIE = "usprivacy";
    private static final String GPP_COOKIE = "gpp";
    private static final String SECTIONS_COOKIE = "gpp_sid";

    /** The platform's number on the IAB's list of vendors. */
    private static final int PLATFORM = 32;

    private static final int TCF_SECTION = 2;

    /** Longer ones could hold lists that take long to read, and would make addresses that not everybody takes. */
    private static final int LONGEST = 1_500;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Where the GDPR holds, or a law like it: the EEA with its parts overseas, Gibraltar, Switzerland, the United Kingdom. */
    private static final Set<String> ASKING =
            Set.of(("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT"
                            + " RO SK SI ES SE IS LI NO AX GF GP MF MQ RE YT GI CH GB")
                    .split(" ", -1));

    private static final List<String> OPT_OUTS = List.of("SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut");

    private VisitorConsent() {}

    /** What a call may say of the visitor; empty if there must be no call. */
    static Optional<Privacy> of(WebRequest request) {
        try {
            return byTcf(request)
                    .flatMap(privacy -> withUsPrivacy(privacy, request))
                    .flatMap(privacy -> withGpp(privacy, request));
        } catch (RuntimeException unreadable) { // the IAB's library throws whatever it stumbles over
            return Optional.empty();
        }
    }

    /** A no is heeded everywhere; elsewhere than in Europe a yes is not needed. */
    private static Optional<Privacy> byTcf(WebRequest request) {
        Optional<String> tc = said(request, TC_COOKIE);
        if (tc.isPresent() ? !grants(tc.get()) : isAskedFor(request)) {
            return Optional.empty();
        }
        return Optional.of(
                isAskedFor(request)
                        ? Privacy.none().withGdpr(true, tc.orElseThrow())
                        : Privacy.none().withGdpr(false, ""));
    }

    /** Of somebody of whom nobody knows the country, too. */
    private static boolean isAskedFor(WebRequest request) {
        String country = request.header(COUNTRY.toLowerCase(Locale.ROOT)).orElse("");
        return ASKING.contains(country) || !COUNTRIES.contains(country);
    }

    private static Optional<String> said(WebRequest request, String cookie) {
        List<String> texts = request.cookies(cookie).stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (texts.size() > 1 || texts.stream().anyMatch(text -> text.length() > LONGEST)) {
            throw new IllegalArgumentException(cookie + ": must be one text of at most " + LONGEST + " characters");
        }
        return texts.stream().findFirst();
    }

    private static boolean grants(String tc) {
        return grants(new TcfEuV2(tc));
    }

    /** Whether the platform may store and read, which is purpose 1. */
    private static boolean grants(TcfEuV2 choice) {
        return choice.getPurposeConsents().get(0) && choice.getVendorConsents().contains(PLATFORM);
    }

    /** Without the opted-out: by their string, or by the Global Privacy Control of their browser, which says 1 or nothing. */
    private static Optional<Privacy> withUsPrivacy(Privacy privacy, WebRequest request) {
        Optional<String> text = said(request, US_PRIVACY_COOKIE);
        boolean isOptedOut = request.header("sec-gpc").filter("1"::equals).isPresent()
                || text.filter(said -> "Yy".indexOf(said.charAt(2)) >= 0).isPresent();
        return isOptedOut
                ? Optional.empty()
                : Optional.of(text.map(privacy::withUsPrivacy).orElse(privacy));
    }

    private static Optional<Privacy> withGpp(Privacy privacy, WebRequest request) {
        Optional<String> text = said(request, GPP_COOKIE);
        if (text.isEmpty()) {
            return Optional.of(privacy);
        }
        GppModel gpp = new GppModel(text.get());
        int[] sections = said(request, SECTIONS_COOKIE)
                .map(ids -> Stream.of(ids.split("[,_]", -1)).mapToInt(Integer::parseInt))
                .orElseGet(() -> gpp.getSectionIds().stream().mapToInt(id -> id))
                .toArray();
        return IntStream.of(sections).allMatch(section -> allows(gpp, section))
                ? Optional.of(privacy.withGpp(text.get(), sections))
                : Optional.empty();
    }

    /** Whether a section does; one that is not there, or of a law that is not known here, does not; -1 is that no law applies. */
    private static boolean allows(GppModel gpp, int section) {
        if (section == TCF_SECTION) {
            return gpp.hasSection(TCF_SECTION) && grants(gpp.getTcfEuV2Section());
        }
        return section == -1
                || (gpp.hasField(section, OPT_OUTS.get(0))
                        && OPT_OUTS.stream().noneMatch(field -> says(gpp, section, field, 1))
                        && !says(gpp, section, "Gpc", true));
    }

    private static boolean says(GppModel gpp, int section, String field, Object value) {
        return gpp.hasField(section, field) && value.equals(gpp.getFieldValue(section, field));
    }

    /** The TC string of somebody who agrees to everything that is asked for here, or to nothing. */
    static String tcString(boolean agrees) {
        TcfEuV2 choice = new TcfEuV2();
        choice.setFieldValue(TcfEuV2Field.PURPOSE_CONSENTS, List.of(agrees));
        choice.setFieldValue(TcfEuV2Field.VENDOR_CONSENTS, agrees ? List.of(PLATFORM) : List.of());
        return choice.encode();
    }
}
