package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy allows, by the matching rules of the specification and its own examples. */
class ContentSecurityPolicyAllowsTest {
    private static final String IMAGE = "https://secure.adnxs.com/seg?add=12&t=2";
    private static final String SCRIPT = "https://secure.adnxs.com/seg?add=12&t=1";

    private static boolean allowsImage(String policy) {
        return ContentSecurityPolicy.allows(policy, "img-src", IMAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // schemes: http stands for https, too, and never the other way round
                "http:                       | http://example.com/      | true",
                "http:                       | https://example.com/     | true",
                "https:                      | https://example.com/     | true",
                "HTTPS:                      | https://example.com/     | true",
                "https:                      | http://example.com/      | false",
                "data: blob: ftp:            | https://example.com/     | false",
                "http://example.com          | https://example.com/     | true",
                "https://example.com         | http://example.com/      | false",
                "example.com                 | https://example.com/     | true",
                "wss://example.com           | https://example.com/     | false",
                // hosts: a wildcard stands for one label or more, and not for none
                "*                           | https://example.com/     | true",
                "*                           | http://example.com:81/   | true",
                "https://*                   | https://example.com/     | true",
                "https://*                   | http://example.com/      | false",
                "*.example.com               | https://www.example.com/ | true",
                "*.example.com               | https://a.b.example.com/ | true",
                "*.example.com               | https://example.com/     | false",
                "*.example.com               | https://badexample.com/  | false",
                "example.com                 | https://www.example.com/ | false",
                "www.example.com             | https://example.com/     | false",
                "EXAMPLE.com                 | https://example.COM/     | true",
                "example.com                 | HTTPS://u:p@EXAMPLE.com/ | true",
                "xn--mller-kva.example       | https://Müller.example/  | true",
                "www.*.com                   | https://www.example.com/ | false",
                "**.example.com              | https://www.example.com/ | false",
                "127.0.0.1                   | https://127.0.0.1/       | true",
                // ports: none is the scheme's own
                "https://example.com:443     | https://example.com/     | true",
                "https://example.com         | https://example.com:443/ | true",
                "http://example.com:80       | http://example.com/      | true",
                "https://example.com:8443    | https://example.com/     | false",
                "https://example.com         | https://example.com:8443 | false",
                "https://example.com:8443    | https://example.com:8443 | true",
                "https://example.com:*       | https://example.com:8443 | true",
                "https://example.com:*       | https://example.com/     | true",
                "*:*                         | https://example.com:8443 | true",
                // paths: the whole one, or all below one that ends in a slash
                "example.com/                | https://example.com      | true",
                "example.com/                | https://example.com/a/b  | true",
                "example.com/a               | https://example.com/a    | true",
                "example.com/a               | https://example.com/a/   | false",
                "example.com/a               | https://example.com/a/b  | false",
                "example.com/a               | https://example.com/ab   | false",
                "example.com/a/              | https://example.com/a    | false",
                "example.com/a/              | https://example.com/a/   | true",
                "example.com/a/              | https://example.com/a/b/c | true",
                "example.com/a/              | https://example.com/ab/c | false",
                "example.com/a/b/            | https://example.com/a/   | false",
                "example.com/A               | https://example.com/a    | false",
                "example.com/a               | https://example.com      | false",
                "example.com/a               | https://example.com/a?b=c#d | true",
                "example.com/a?b=c           | https://example.com/a?b=c | false",
                "example.com/a               | https://example.com?/a   | false",
                "example.com/a%20b           | https://example.com/a%20b | true",
                "example.com/%61             | https://example.com/a    | true",
                "example.com/a               | https://example.com/%61  | true",
                "example.com/%3b%2C/         | https://example.com/;,/x | true",
                "example.com/%C3%BC          | https://example.com/ü    | true",
                "example.com/a%2Fb           | https://example.com/a/b  | false",
                "example.com/a%2fb           | https://example.com/a%2Fb | true",
                "example.com/%zz             | https://example.com/%zz  | true",
                "example.com/a+b             | https://example.com/a%20b | false",
                "example.com/a               | https://example.com\\a   | true",
                "http://example.com:*/a/     | https://example.com:81/a/b | true",
                // words
                "'none'                      | https://example.com/     | false",
                "'self'                      | https://example.com/     | false",
                "'none' example.com          | https://example.com/     | true",
                "'unsafe-inline' 'unsafe-eval' | https://example.com/   | false",
                "'nonce-abc' 'sha256-AAAA'   | https://example.com/     | false",
                "'what?' <x> example.com     | https://example.com/     | true",
                "'example.com'               | https://example.com/     | false",
                "'strict-dynamic' example.com | https://example.com/    | true",
            })
    void sources_match_by_the_specification(String sources, String url, boolean isAllowed) {
        assertThat(ContentSecurityPolicy.allows("img-src " + sources, "img-src", url))
                .isEqualTo(isAllowed);
        assertThat(ContentSecurityPolicy.allows("default-src\t" + sources + ";", "IMG-SRC", url))
                .isEqualTo(isAllowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "script-src-elem | script-src-elem 'none'; script-src *; default-src * | false",
                "script-src-elem | script-src 'none'; default-src *                    | false",
                "script-src-elem | default-src 'none'                                  | false",
                "script-src-elem | script-src-attr 'none'; img-src 'none'              | true",
                "script-src      | script-src-elem 'none'; script-src *                | true",
                "style-src-elem  | style-src 'none'; default-src *                     | false",
                "frame-src       | child-src 'none'; default-src *                     | false",
                "frame-src       | frame-src *; child-src 'none'                       | true",
                "frame-src       | script-src 'none'; default-src *                    | true",
                "img-src         | child-src 'none'; script-src 'none'                 | true",
                "connect-src     | connect-src 'none'; default-src *                   | false",
                "object-src      | default-src 'none'                                  | false",
                "media-src       | media-src *; default-src 'none'                     | true",
                "font-src        | default-src 'none'                                  | false",
                "manifest-src    | default-src 'none'                                  | false",
            })
    void a_missing_directive_is_stood_in_for_by_its_fallback(String directive, String policy, boolean isAllowed) {
        assertThat(ContentSecurityPolicy.allows(policy, directive, SCRIPT)).isEqualTo(isAllowed);
    }

    @Test
    void a_directive_without_sources_allows_nothing_and_no_directive_everything() {
        assertThat(allowsImage("img-src")).isFalse();
        assertThat(allowsImage("default-src ; img-src *")).isTrue();
        assertThat(allowsImage("")).isTrue();
        assertThat(allowsImage(" ;; , ;")).isTrue();
        assertThat(allowsImage("upgrade-insecure-requests; frame-ancestors 'none'"))
                .isTrue();
    }

    @Test
    void the_first_of_two_directives_counts() {
        assertThat(allowsImage("img-src 'none'; img-src *")).isFalse();
        assertThat(allowsImage("img-src *; IMG-SRC 'none'")).isTrue();
    }

    @Test
    void each_of_several_policies_must_allow_it() {
        assertThat(allowsImage("img-src *, default-src https:")).isTrue();
        assertThat(allowsImage("img-src *, default-src 'self'")).isFalse();
        assertThat(allowsImage("img-src 'self',img-src *")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "script-src-elem | script-src 'nonce-aB1_'                               | aB1_ | true",
                "script-src-elem | script-src 'NONCE-aB1_'                               | aB1_ | true",
                "script-src-elem | script-src 'nonce-aB1_'                               | ab1_ | false",
                "script-src-elem | script-src 'nonce-aB1_'                               | -    | false",
                "script-src-elem | script-src 'nonce-'                                   | -    | false",
                "script-src-elem | script-src 'nonce-{n}'                                | {n}  | false",
                "script-src-elem | script-src nonce-aB1_                                 | aB1_ | false",
                "script-src-elem | script-src 'nonce-x' 'nonce-y=='                      | y==  | true",
                "script-src-elem | script-src 'strict-dynamic' https: *                  | -    | false",
                "script-src-elem | script-src 'Strict-Dynamic' 'nonce-x' secure.adnxs.com | y   | false",
                "script-src-elem | script-src 'strict-dynamic' 'nonce-x'                 | x    | true",
                "script-src-elem | default-src 'strict-dynamic' 'nonce-x'                | x    | true",
                "script-src-elem | default-src 'strict-dynamic' *                        | -    | false",
                "script-src-elem | script-src 'nonce-x', script-src 'self'               | x    | false",
                "style-src-elem  | style-src 'nonce-x'                                   | x    | true",
                "style-src-elem  | style-src 'strict-dynamic' *                          | -    | true",
                "img-src         | default-src 'nonce-x'                                 | x    | false",
                "img-src         | default-src 'strict-dynamic' *                        | -    | true",
                "frame-src       | default-src 'nonce-x' 'strict-dynamic'                | x    | false",
            })
    void nonces_allow_scripts_and_styles_and_strict_policies_no_hosts_of_scripts(
            String directive, String policy, String nonce, boolean isAllowed) {
        boolean allows = nonce == null
                ? ContentSecurityPolicy.allows(policy, directive, SCRIPT)
                : ContentSecurityPolicy.allows(policy, directive, SCRIPT, nonce);
        assertThat(allows).isEqualTo(isAllowed);
        assertThat(ContentSecurityPolicy.allows(policy, directive, SCRIPT, nonce == null ? "" : nonce))
                .isEqualTo(isAllowed);
    }

    @Test
    void the_answer_is_the_same_in_each_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(ContentSecurityPolicy.allows(
                            "IMG-SRC HTTPS://IB.ADNXS.COM", "IMG-SRC", "HTTPS://IB.ADNXS.COM/seg"))
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void line_ends_in_an_address_are_left_out_as_browsers_do() {
        assertThat(ContentSecurityPolicy.allows("img-src a.example/seg", "img-src", " https://a.ex\nample/\tseg?a\n "))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://${HOST}/seg", "https://[::1]/", "https://a_b/", "https://straße.example/"})
    void a_host_that_no_policy_can_name_is_allowed_by_wildcards_alone(String url) {
        assertThat(ContentSecurityPolicy.allows("img-src *", "img-src", url)).isTrue();
        assertThat(ContentSecurityPolicy.allows("img-src https:", "img-src", url))
                .isTrue();
        assertThat(ContentSecurityPolicy.allows("img-src " + url, "img-src", url))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/seg?add=12",
                "//secure.adnxs.com/seg",
                "secure.adnxs.com",
                "data:,",
                "ftp://a.example/",
                "https:\\\\a.example",
                ""
            })
    void refuses_an_address_that_is_not_absolute(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentSecurityPolicy.allows("img-src *", "img-src", url))
                .withMessage("url " + url + ": must be an absolute http or https address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "frame-ancestors", "script-src-attr", "default-src", "images", ""})
    void refuses_a_directive_that_rules_no_addresses(String directive) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentSecurityPolicy.allows("img-src *", directive, IMAGE))
                .withMessage("directive " + directive
                        + ": must be one that rules addresses, as img-src, script-src-elem or frame-src");
    }

    @Test
    void refuses_the_name_of_the_header() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allowsImage("Content-Security-Policy: img-src *"))
                .withMessageContaining("must be the header's value, without its name");
    }
}
