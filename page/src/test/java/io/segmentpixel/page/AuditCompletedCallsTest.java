package io.segmentpixel.page;

import static io.segmentpixel.page.AuditedText.audit;
import static io.segmentpixel.page.AuditedText.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a script, a server or an ad server completes: what is said of them as far as they stand there. */
class AuditCompletedCallsTest {
    private static PageContext knowing() {
        Segment shop = Segment.of(SegmentId.of(1), MemberId.of(958), "Shop").withCode(SegmentCode.of("Shop-Cart"));
        Segment off = Segment.of(SegmentId.of(2), MemberId.of(958), "Off").withState(SegmentState.INACTIVE);
        Segment busy = Segment.of(SegmentId.of(3), MemberId.of(958), "Busy")
                .withPiggyback(List.of(
                        PiggybackPixel.image("https://a.example/"), PiggybackPixel.image("https://b.example/")));
        return PageContext.https().knowing(List.of(shop, off, busy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "new Image().src = 'CALL77&cb=' + Math.random() -> unknown-segment",
                "new Image().src = 'CALL77&' + rest -> unknown-segment",
                "new Image().src = 'CALL2&cb=' . $time -> inactive-segment",
                "new Image().src = 'https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D77%26cb%3D' + x -> unknown-segment",
                "u = 'https://ib.adnxs.com/seg?add_code=shop-cart&member=958&cb=' + x -> code-case",
                "u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=${x}&t=2` -> code-without-member",
                "u = 'CALL1:-5&cb=' + x -> value-out-of-range",
                "u = 'CALL1&value=5&cb=' + x -> plain-value",
                "u = 'CALL3&t=2&cb=' + x -> too-many-piggybacks",
                "u = 'CALL1&redir=https%3A%2F%2Fa.example&redir=https%3A%2F%2Fb.example&t=2&cb=' + x -> too-many-piggybacks",
            })
    void what_a_script_completes_is_checked_as_far_as_it_stands_there(String script, String code) {
        assertThat(codes(audit("<script>" + script + "</script>", knowing())))
                .extracting(FindingCode::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "<img src=\"CALL77&cb=<?= time() ?>\"> -> unknown-segment",
                "<img src='CALL2&cb=<% time %>&t=2'> -> inactive-segment",
                "<img src='CALL1:-5&cb=<?= time() ?>'> -> value-out-of-range",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=<?= time() ?>&t=2'> -> code-without-member",
                "<img src='CALL1&value=5&cb=<?= time() ?>'> -> plain-value",
                "<img src='CALL3&cb=<?= time() ?>&t=2'> -> too-many-piggybacks",
                "<img src='CALL1&gdpr=1&gdpr_consent=CPXxRfA&cb=<?= time() ?>'> -> fixed-consent",
            })
    void what_a_server_completes_is_checked_as_far_as_it_stands_there(String page, String code) {
        assertThat(codes(audit(page, knowing()))).extracting(FindingCode::code).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>u = 'CALL7' + x</script>",
                "<script>u = 'CALL1:99999999999' + x</script>",
                "<script>u = 'CALL77<?= $rest ?>&t=2'</script>",
                "<script>if (a<b) u = 'CALL77<?= $rest ?>&t=2'</script>",
                "<script>u = `CALL7${x}&t=2`</script>",
                "<script>u = `CALL7${ x }&t=2`</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=' + x</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code=Shop-Cart&member=' + x</script>",
                "<script>u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&member=${x}&t=2`</script>",
                "<script>u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&t=2&${x}`</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code={{ code }}&t=2'</script>",
                "<script>u = 'CALL3&cb=' + x + '&t=1'</script>",
                "<img src='CALL77<?= $rest ?>&t=2'>",
                "<img src='CALL77<?= $rest ?>'>",
                "<img src='CALL1:<?= $value ?>&t=2'>",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart&<?= $member ?>&t=2'>",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart<?= $member ?>&t=2'>",
                "<img src='CALL1&gdpr=1&gdpr_consent=<?= $consent ?>'>",
            })
    void nothing_is_said_of_what_is_not_complete(String page) {
        assertThat(audit(page, knowing()).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "&cb=<?= time() ?> -> false",
                "<?= $consent ?>&t=2 -> false",
                "&<?= $consent ?>&t=2 -> false",
                "&consent=<?= $consent ?>&t=2 -> false",
                "&gdpr=<?= $gdpr ?>&gdpr_consent=<?= $consent ?>&t=2 -> false",
                "&cb=<?= time() ?>&t=2 -> true",
                "&gdpr=<?= $gdpr ?>&t=2 -> true",
            })
    void a_privacy_signal_is_missed_only_where_nothing_may_add_it(String rest, boolean isMissed) {
        assertThat(codes(audit("<img src='CALL1" + rest + "'>", knowing().requiringConsent()))
                        .contains(FindingCode.NO_PRIVACY_SIGNAL))
                .isEqualTo(isMissed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id}", "%SEG%", "*|SEG|*", "${id}", "{{ id }}", "[SEG]", "%%SEG%%"})
    void placeholders_are_known_in_many_forms(String placeholder) {
        assertThat(codes(audit("<img src='CALL" + placeholder + "&t=2'>")))
                .containsExactly(FindingCode.UNRENDERED_TEMPLATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add=null&cb=[timestamp]&t=2", "add=null&gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&t=2"})
    void a_call_of_nothing_is_one_whatever_else_is_still_to_be_filled_in(String query) {
        assertThat(codes(audit("<img src='https://secure.adnxs.com/seg?" + query + "'>")))
                .containsExactly(FindingCode.INVALID_CALL);
    }
}
