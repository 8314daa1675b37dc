package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Privacy signals are respected; the strings are made by the IAB's own library. */
class ConsentTest {
    private static final int VENDOR = 32;
    private static final String GRANTED = tcString(List.of(1, 2, 7), List.of(10, VENDOR, 700));
    private static final String NO_STORAGE = tcString(List.of(2, 7), List.of(VENDOR));
    private static final String NO_VENDOR = tcString(List.of(1), List.of(31, 33));

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId cart =
            sandbox.segments().create(NewSegment.named("cart")).id();
    private final String call = "https://secure.adnxs.com/seg?add=" + cart;

    private static String tcString(List<Integer> purposes, List<Integer> vendors) {
        TcfEuV2 tc = new TcfEuV2();
        List<Boolean> consents = new ArrayList<>(
                IntStream.rangeClosed(1, 24).mapToObj(purposes::contains).toList());
        tc.setFieldValue("PurposeConsents", consents);
        tc.setFieldValue("VendorConsents", vendors);
        tc.setFieldValue("VendorListVersion", 12);
        return tc.encode();
    }

    private static String gpp(String section, Map<String, Object> fields) {
        GppModel model = new GppModel();
        fields.forEach((field, value) -> model.setFieldValue(section, field, value));
        return model.encode();
    }

    private static String usGpp(String section, String field) {
        return gpp(section, Map.of(field, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&consent=1",
                "&gdpr=0",
                "&gdpr=0&gdpr_consent=NO_STORAGE",
                "&gdpr=1&gdpr_consent=GRANTED",
                "&gdpr=1&consent=1",
                "&us_privacy=1YNN",
                "&us_privacy=1---",
            })
    void what_is_granted_or_not_said_is_processed(String signals) {
        Visitor visitor = sandbox.newVisitor().fires(call + filled(signals));

        assertThat(visitor.segments()).containsExactly(cart);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&consent=0",
                "&consent=0&gdpr=0",
                "&gdpr=1",
                "&gdpr=1&gdpr_consent=NO_STORAGE",
                "&gdpr=1&gdpr_consent=NO_VENDOR",
                "&gdpr=1&gdpr_consent=NO_VENDOR&consent=1",
                "&gdpr=1&gdpr_consent=CP",
                "&us_privacy=1YYN",
                "&us_privacy=1yyn",
            })
    void what_is_denied_is_answered_and_nothing_is_remembered(String signals) {
        String denied = call + filled(signals);

        var answer = new RawPixel(sandbox).call(denied.substring(denied.indexOf('?')));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        Visitor visitor = sandbox.newVisitor().fires(denied);
        assertThat(visitor.segments()).isEmpty();
        assertThat(visitor.firings()).singleElement().satisfies(firing -> {
            assertThat(firing.added()).isEmpty();
            assertThat(firing.visitor()).isEmpty();
            assertThat(firing.remarks()).isNotEmpty();
        });
    }

    private static String filled(String signals) {
        return signals.replace("GRANTED", GRANTED)
                .replace("NO_STORAGE", NO_STORAGE)
                .replace("NO_VENDOR", NO_VENDOR);
    }

    @Test
    void who_denies_stays_in_the_segments_that_were_entered_before_and_is_not_taken_out() {
        Visitor visitor = sandbox.newVisitor().fires(call);

        visitor.fires("https://secure.adnxs.com/seg?remove=" + cart + "&consent=0");

        assertThat(visitor.segments()).containsExactly(cart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&us_privacy=1YNN", "&gdpr_consent=GRANTED", "&gdpr=${GDPR}"})
    void in_europe_a_call_without_the_pair_and_without_consent_is_not_processed(String signals) {
        Visitor visitor = sandbox.newVisitor().inEurope().fires(call + filled(signals));

        assertThat(visitor.segments()).isEmpty();
        assertThat(visitor.firings().get(0).remarks()).startsWith("neither the TCF pair nor consent, in Europe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&gdpr=1&gdpr_consent=GRANTED", "&consent=1", "&gdpr=0"})
    void in_europe_a_call_that_says_yes_is_processed(String signals) {
        Visitor visitor = sandbox.newVisitor().inEurope().fires(call + filled(signals));

        assertThat(visitor.segments()).containsExactly(cart);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}",
                "gdpr=${GDPR_APPLIES}&gdpr_consent=${GDPR_CONSENT_STRING}",
                "gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_550}"
            })
    void a_visitors_consent_takes_the_place_of_the_macros(String macros) {
        String page = "<img src=\"" + call + "&" + macros + "\">";

        Visitor one = sandbox.newVisitor()
                .inEurope()
                .withConsent(Privacy.none().withGdpr(true, GRANTED))
                .loads(page);
        Visitor other = sandbox.newVisitor()
                .inEurope()
                .withConsent(Privacy.none().withGdpr(true, NO_STORAGE))
                .loads(page);

        assertThat(one.segments()).containsExactly(cart);
        assertThat(other.segments()).isEmpty();
        assertThat(MacroDialect.values()).hasSize(2);
    }

    static Stream<List<String>> optOuts() {
        return Stream.of(
                        List.of("usnat", "7", "SaleOptOut,SharingOptOut,TargetedAdvertisingOptOut"),
                        List.of("usca", "8", "SaleOptOut,SharingOptOut"),
                        List.of("usva", "9", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usco", "10", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usut", "11", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usct", "12", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usfl", "13", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usmt", "14", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usor", "15", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("ustx", "16", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usde", "17", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usia", "18", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usne", "19", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usnh", "20", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("usnj", "21", "SaleOptOut,TargetedAdvertisingOptOut"),
                        List.of("ustn", "22", "SaleOptOut,TargetedAdvertisingOptOut"))
                .flatMap(row -> Stream.of(row.get(2).split(",")).map(field -> List.of(row.get(0), row.get(1), field)));
    }

    @ParameterizedTest
    @MethodSource("optOuts")
    void an_opt_out_in_a_section_of_gpp_that_applies_denies(List<String> row) {
        String gpp = usGpp(row.get(0), row.get(2));

        assertThat(denies(gpp, row.get(1))).isTrue();
        assertThat(denies(gpp, "3")).as("a section that is not there").isFalse();
        assertThat(denies(usGpp(row.get(0), "SaleOptOutNotice"), row.get(1)))
                .as("a notice is no opt-out")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"usnat, 7", "usca, 8", "usct, 12", "usor, 15", "ustx, 16"})
    void a_browsers_global_privacy_control_denies(String section, String id) {
        assertThat(denies(gpp(section, Map.of("Gpc", true)), id)).isTrue();
        assertThat(denies(gpp(section, Map.of("Gpc", false)), id)).isFalse();
    }

    @Test
    void a_string_that_names_a_section_beyond_all_numbers_is_malformed() {
        String endless = "DBABA" + "A".repeat(7) + "Y";

        assertThat(denies(endless, "7")).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> GppString.of("DBABA" + "A".repeat(40) + "Y"));
    }

    private boolean denies(String gpp, String sections) {
        return sandbox.newVisitor()
                .fires(call + "&gpp=" + gpp + "&gpp_sid=" + sections)
                .segments()
                .isEmpty();
    }

    @Test
    void other_strings_within_gpp_count_as_they_do_outside() {
        assertThat(denies(gpp("uspv1", Map.of("OptOutSale", 'Y', "Notice", 'Y')), "6"))
                .isTrue();
        assertThat(denies(gpp("uspv1", Map.of("OptOutSale", 'N', "Notice", 'Y')), "6"))
                .isFalse();
        GppModel both = new GppModel();
        both.setFieldValue("tcfeuv2", "VendorConsents", List.of(VENDOR));
        both.setFieldValue("usnat", "SaleOptOut", 2);
        assertThat(denies(both.encode(), "2,7")).as("no storage").isTrue();
        assertThat(denies(both.encode(), "7")).isFalse();
        assertThat(denies("nonsense", "7")).as("malformed").isTrue();
        assertThat(denies("nonsense", "")).as("no section applies").isFalse();
    }

    static Stream<List<Integer>> grantedVendors() {
        return Stream.of(
                List.of(VENDOR),
                List.of(1, VENDOR),
                List.of(2, 4, 6, 9, 11, 14, 17, 21, 25, 28, VENDOR),
                List.of(VENDOR, 33),
                List.of(30, 31, VENDOR, 33, 34),
                List.of(1, 2, 3, VENDOR, 1000));
    }

    @ParameterizedTest
    @MethodSource("grantedVendors")
    void a_vendor_is_found_wherever_it_stands_in_the_list(List<Integer> vendors) {
        List<Integer> others =
                vendors.stream().filter(vendor -> vendor != VENDOR).toList();

        assertThat(new TcString(tcString(List.of(1), vendors)).grantsStorage()).isTrue();
        assertThat(new TcString(tcString(List.of(1), others)).grantsStorage()).isFalse();
    }

    @Provide
    static Arbitrary<List<Integer>> vendors() {
        return Arbitraries.integers().between(1, 90).list().ofMaxSize(60).map(list -> list.stream()
                .distinct()
                .sorted()
                .toList());
    }

    @Provide
    static Arbitrary<List<Integer>> purposes() {
        return Arbitraries.integers().between(1, 24).list().ofMaxSize(24);
    }

    @Property(seed = "2026")
    void a_tc_string_grants_what_its_maker_put_into_it(
            @ForAll("purposes") List<Integer> purposes, @ForAll("vendors") List<Integer> vendors) {
        String text = tcString(purposes, vendors);

        assertThat(new TcString(text).grantsStorage()).isEqualTo(purposes.contains(1) && vendors.contains(VENDOR));
    }
}
