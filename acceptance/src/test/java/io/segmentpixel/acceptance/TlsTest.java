package io.segmentpixel.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither password nor token goes to a host that has not proved to be the one of the base URL. */
class TlsTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final String PASSWORD = "p4ssw0rd";
    private static final HeldCertificate ISSUER =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    /** Certificates that are as they should be but for one thing. */
    enum Bad {
        EXPIRED {
            @Override
            HeldCertificate certificate() {
                Instant now = Instant.now();
                return signed("127.0.0.1")
                        .validityInterval(
                                now.minus(Duration.ofDays(2)).toEpochMilli(),
                                now.minus(Duration.ofDays(1)).toEpochMilli())
                        .build();
            }
        },
        NOT_YET_VALID {
            @Override
            HeldCertificate certificate() {
                Instant now = Instant.now();
                return signed("127.0.0.1")
                        .validityInterval(
                                now.plus(Duration.ofDays(1)).toEpochMilli(),
                                now.plus(Duration.ofDays(2)).toEpochMilli())
                        .build();
            }
        },
        OF_ANOTHER_HOST {
            @Override
            HeldCertificate certificate() {
                return signed("api.example.com").build();
            }
        },
        OF_A_NAME_THAT_IS_NO_ADDRESS {
            @Override
            HeldCertificate certificate() {
                return new HeldCertificate.Builder()
                        .signedBy(ISSUER)
                        .commonName("127.0.0.1")
                        .build();
            }
        },
        SELF_SIGNED {
            @Override
            HeldCertificate certificate() {
                return new HeldCertificate.Builder()
                        .addSubjectAlternativeName("127.0.0.1")
                        .build();
            }
        },
        OF_AN_UNKNOWN_ISSUER {
            @Override
            HeldCertificate certificate() {
                HeldCertificate unknown =
                        new HeldCertificate.Builder().certificateAuthority(0).build();
                return new HeldCertificate.Builder()
                        .signedBy(unknown)
                        .addSubjectAlternativeName("127.0.0.1")
                        .build();
            }
        };

        abstract HeldCertificate certificate();
    }

    private static HeldCertificate.Builder signed(String host) {
        return new HeldCertificate.Builder().signedBy(ISSUER).addSubjectAlternativeName(host);
    }

    private static OkHttpClient trusting() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ISSUER.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }

    private static SegmentClient.Builder settings(String url) {
        return SegmentClient.builder().baseUrl(url).credentials(Credentials.password("user", PASSWORD));
    }

    private static List<Consumer<SegmentClient>> calls() {
        return List.of(
                client -> client.get(ID),
                client -> client.create(NewSegment.named("no code to look it up by")),
                client -> client.delete(ID),
                client -> client.async().get(ID).join());
    }

    /** Each ends in an exception that says that surely nothing was done, after one handshake in which nothing was sent. */
    private static void assertRefused(HeldCertificate certificate, SegmentClient.Builder client) throws IOException {
        for (Consumer<SegmentClient> call : calls()) {
            try (TlsServer server = new TlsServer(certificate);
                    SegmentClient untrusting = client.baseUrl(server.url()).build()) {
                assertThatThrownBy(() -> bare(call).accept(untrusting))
                        .isInstanceOf(BackendUnavailableException.class)
                        .hasMessageContaining("the certificate of the backend is not trusted")
                        .message()
                        .doesNotContain(PASSWORD);
                assertThat(server.connections()).isOne();
                assertThat(server.senders()).isZero();
            }
        }
    }

    private static Consumer<SegmentClient> bare(Consumer<SegmentClient> call) {
        return client -> {
            try {
                call.accept(client);
            } catch (CompletionException wrapped) {
                throw wrapped.getCause() instanceof SegmentServiceException known ? known : wrapped;
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_certificate_is_refused_before_anything_is_sent(Bad bad) throws IOException {
        assertRefused(bad.certificate(), settings("https://127.0.0.1").httpClient(trusting()));
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_that_the_machine_does_not_trust_is_refused_without_an_http_client_of_the_callers(Bad bad)
            throws IOException {
        assertRefused(bad.certificate(), settings("https://127.0.0.1"));
    }

    /** Else the tests above would show nothing. */
    @Test
    void to_a_good_certificate_the_login_is_sent() throws IOException {
        try (TlsServer server = new TlsServer(signed("127.0.0.1").build());
                SegmentClient client =
                        settings(server.url()).httpClient(trusting()).build()) {
            CompletableFuture<?> call = client.async().get(ID);

            assertThat(server.firstSender()).succeedsWithin(Duration.ofSeconds(60));
            assertThat(call.cancel(true)).isTrue();
        }
    }

    @Test
    void no_system_property_turns_a_check_off() throws IOException {
        List<String> flags = List.of(
                "jdk.internal.httpclient.disableHostnameVerification",
                "com.sun.jndi.ldap.object.disableEndpointIdentification",
                "jdk.tls.trustNameService",
                "trust_all_cert",
                "segmentpixel.insecure");
        flags.forEach(flag -> System.setProperty(flag, "true"));
        try {
            assertRefused(
                    Bad.OF_ANOTHER_HOST.certificate(),
                    settings("https://127.0.0.1").httpClient(trusting()));
            assertRefused(Bad.SELF_SIGNED.certificate(), settings("https://127.0.0.1"));
        } finally {
            flags.forEach(System::clearProperty);
        }
    }

    @Test
    void the_library_reads_no_flag_and_makes_no_check_of_its_own() {
        JavaClasses library = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.segmentpixel.http", "io.segmentpixel.segment");

        noClasses()
                .that()
                .resideInAnyPackage("io.segmentpixel.http", "io.segmentpixel.segment")
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .orShould()
                .callMethod(Boolean.class, "getBoolean", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(TrustManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(HostnameVerifier.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SSLSocketFactory.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SSLContext.class)
                .check(library);
    }

    @Test
    void no_setting_turns_a_check_off() {
        Map<String, String> settings = new TreeMap<>();
        for (Method method : SegmentClient.Builder.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                settings.merge(
                        method.getName(),
                        String.join(
                                " ",
                                Arrays.stream(method.getParameterTypes())
                                        .map(Class::getSimpleName)
                                        .toList()),
                        (one, other) -> Stream.of(one, other).sorted().reduce("", (a, b) -> a + "|" + b));
            }
        }

        assertThat(settings)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("baseUrl", "String"),
                        Map.entry("credentials", "|Credentials|Supplier"),
                        Map.entry("member", MemberId.class.getSimpleName()),
                        Map.entry("httpClient", "OkHttpClient"),
                        Map.entry("deadline", "Duration"),
                        Map.entry("requestTimeout", "Duration"),
                        Map.entry("maxConcurrentRequests", "int"),
                        Map.entry("sessionStore", "SessionStore"),
                        Map.entry("requestBudget", "RequestBudget"),
                        Map.entry("retriedShare", "double"),
                        Map.entry("listener", "ClientListener"),
                        Map.entry("build", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://example.com:8443",
                "HTTP://EXAMPLE.COM",
                "http://10.0.0.1",
                "http://192.168.0.1",
                "http://0.0.0.0",
                "http://[::2]",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://example.com#@127.0.0.1",
                "http://127.0.0.1@example.com"
            })
    void plain_http_is_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentClient.builder().baseUrl(url))
                .withMessageStartingWith("base URL ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://127.8.9.1", "http://localhost", "http://[::1]:8080"})
    void plain_http_to_this_machine_is_not_refused(String url) {
        assertThat(settings(url).build()).satisfies(client -> client.close());
    }

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Bystander other = new Bystander();

    /** Each status that may redirect, and each kind of place that it may lead to. */
    static Stream<Arguments> redirects() {
        return IntStream.of(300, 301, 302, 303, 307, 308)
                .boxed()
                .flatMap(status -> Stream.of("http://", "https://", "//").map(to -> Arguments.of(status, to)));
    }

    private static Fault redirect(int status, String location) {
        return new Fault.Answer("HTTP " + status, status, List.of("Location", location), "", false);
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void a_redirect_is_not_followed(int status, String to) throws IOException {
        OkHttpClient eager = new OkHttpClient.Builder()
                .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
                .followRedirects(true)
                .followSslRedirects(true)
                .retryOnConnectionFailure(true)
                .build();
        Fault away = redirect(status, to + other.address() + "/segment?id=17");
        for (String url : List.of(sandbox.url(), sandbox.httpsUrl())) {
            try (SegmentClient client = SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                    .httpClient(eager)
                    .build()) {
                for (Operation operation : List.of(Operation.LOGIN, Operation.READ, Operation.CREATE)) {
                    sandbox.faults().on(operation).next(away);
                    sandbox.journal().clear();

                    assertThatThrownBy(() ->
                                    (operation == Operation.CREATE ? calls().get(1) : calls().get(0)).accept(client))
                            .isInstanceOf(SegmentServiceException.class)
                            .hasMessageContaining("HTTP " + status);
                    assertThat(sandbox.journal().calls(operation)).hasSize(1);
                }
            }
        }
        assertThat(other.isUntouched()).isTrue();
    }
}
