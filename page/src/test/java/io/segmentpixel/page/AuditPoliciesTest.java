package io.segmentpixel.page;

import static io.segmentpixel.page.AuditedText.SCRIPT;
import static io.segmentpixel.page.AuditedText.audit;
import static io.segmentpixel.page.AuditedText.codes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a content security policy blocks, and what it does not. */
class AuditPoliciesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "img-src 'self'; connect-src 'none'",
                "default-src 'self'; script-src 'unsafe-inline'",
                "default-src 'self' 'unsafe-inline'",
                "img-src 'self', connect-src 'self'; img-src 'none'",
                "script-src 'self' 'unsafe-inline' secure.adnxs.com; default-src 'none'",
            })
    void a_policy_blocks_what_a_script_can_ask_for_in_no_way(String policy) {
        PageAudit audit = audit(SCRIPT, PageContext.https().withContentSecurityPolicy(policy));

        assertThat(codes(audit)).containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit.findings().get(0).region().column()).isEqualTo(SCRIPT.indexOf("CALL") + 1);
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.ON_DEMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'self'",
                "script-src 'self' secure.adnxs.com",
                "script-src-elem 'none'; script-src 'unsafe-inline'",
                "script-src 'nonce-abc'",
                "script-src 'nonce-abc' 'unsafe-inline'",
                "script-src 'strict-dynamic' 'unsafe-inline'",
            })
    void a_policy_may_let_no_script_of_the_page_run(String policy) {
        PageAudit audit = audit(SCRIPT, PageContext.https().withContentSecurityPolicy(policy));

        assertThat(codes(audit)).containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit.findings().get(0).explanation()).contains("run");
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.NEVER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "img-src 'self' -> " + SCRIPT,
                "img-src 'self'; connect-src https: -> " + SCRIPT,
                "img-src *; script-src 'unsafe-inline'; default-src 'none' -> " + SCRIPT,
                "script-src 'sha256-abc=' -> " + SCRIPT,
                "script-src 'sha256-abc=' 'unsafe-inline' -> " + SCRIPT,
                "script-src 'nonce-abc' -> <script nonce=abc>new Image().src = 'CALL1&t=2'</script>",
                "script-src 'nonce-abc' 'strict-dynamic' -> <script nonce=abc>load('CALL1&t=1')</script>",
                "default-src 'none'; script-src 'nonce-abc' -> <script nonce=abc>load('CALL1&t=1')</script>",
                "script-src 'nonce-abc' -> <script nonce='<?= $nonce ?>'>new Image().src = 'CALL1&t=2'</script>",
                "default-src 'none'; script-src 'unsafe-inline' *.adnxs.com -> <script>load('CALL1&t=1')</script>",
                "default-src 'none' -> <script type='application/json'>{\"u\": \"CALL1\"}</script>",
                "default-src 'none' -> <!-- " + SCRIPT + " -->",
                "default-src 'none' -> <template>" + SCRIPT + "</template>",
            })
    void a_policy_that_leaves_a_script_a_way_blocks_nothing(String policy, String page) {
        assertThat(codes(audit(page, PageContext.https().withContentSecurityPolicy(policy))))
                .doesNotContain(FindingCode.BLOCKED_BY_POLICY);
    }

    @Test
    void a_policy_in_the_page_counts_for_the_scripts_behind_it() {
        String policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">";

        assertThat(audit("<head>" + SCRIPT + policy + "</head>").findings()).isEmpty();
        assertThat(codes(audit("<head>" + policy + "</head>" + SCRIPT))).containsExactly(FindingCode.BLOCKED_BY_POLICY);
    }

    @Test
    void a_policy_with_the_name_of_the_header_in_it_is_read_as_browsers_read_it() {
        String policy =
                "<meta http-equiv='Content-Security-Policy' content='Content-Security-Policy: script-src none; %s'>";

        assertThat(codes(audit("<head>" + policy.formatted("img-src none") + "</head><img src='CALL1'>")))
                .containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit("<head>" + policy.formatted("") + "</head><script src='CALL1&t=1'></script>")
                        .findings())
                .isEmpty();
    }

    @Test
    void what_browsers_ask_for_by_https_is_secure() {
        String page = "<script src='http://ib.adnxs.com/seg?add=1&t=1'></script>";
        PageContext upgrading = PageContext.https().withContentSecurityPolicy("upgrade-insecure-requests");

        assertThat(codes(audit(page))).containsExactly(FindingCode.NON_SECURE);
        assertThat(codes(audit(page, upgrading))).isEmpty();
        assertThat(codes(audit(
                        "<html amp><amp-pixel src='CALL1&t=2' layout=nodisplay></amp-pixel></html>",
                        PageContext.http())))
                .isEmpty();
    }
}
