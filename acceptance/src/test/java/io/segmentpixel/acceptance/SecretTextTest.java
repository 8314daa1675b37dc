package io.segmentpixel.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.FileSessionStore;
import io.segmentpixel.http.RequestBudget;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.http.SessionStore;
import io.segmentpixel.http.StoredSession;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No public type shows a secret as text; and a new one that can hold a secret has to be looked at here. */
class SecretTextTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG_PASSWORD = "wrong-horse-battery";
    private static final byte[] SEAL = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Named like secrets: the key and the value of a query string, which stand in an address for all to see. */
    private static final List<String> HARMLESS = List.of("QueryStringKeyValue.key", "QueryStringKeyValue.value");

    private final SecretHolders holders = new SecretHolders(HARMLESS);
    private final SentSecrets secrets = new SentSecrets();
    private final RequestCount events = new RequestCount();
    private final List<SegmentClient> clients = new ArrayList<>();

    /** What shows itself as text. */
    private final List<Object> shown = new ArrayList<>();

    @AutoClose
    private final Sandbox sandbox = started();

    @TempDir
    private Path folder = Path.of("");

    private Sandbox started() {
        Sandbox.Builder settings = Sandbox.builder().user("shop", PASSWORD);
        shown.add(settings);
        return settings.start();
    }

    @BeforeEach
    void use_all_that_knows_secrets() {
        Stream.of(PASSWORD, WRONG_PASSWORD, new String(SEAL, US_ASCII), Arrays.toString(SEAL))
                .forEach(secrets::add);
        Stream.of(Base64.getEncoder().encodeToString(SEAL), HexFormat.of().formatHex(SEAL))
                .forEach(secrets::add);
        SigningKeys.secrets().forEach(secrets::add);
        sandbox.put(sandbox.user().withKey("key-1", SigningKeys.publicKey()));
        SessionStore files = FileSessionStore.at(folder.resolve("sessions"), new SecretKeySpec(SEAL, "AES"));
        logIn(Credentials.password("shop", PASSWORD), files);
        logIn(Credentials.keyPairFromPem("shop", "key-1", SigningKeys.pem()), SessionStore.inMemory());
        logIn(Credentials.keyPair("shop", "key-1", SigningKeys.pair().getPrivate()), SessionStore.inMemory());
        beRefused();
        keep(files);
        keep(SessionStore.inMemory());
        lookAtTheSandbox();
        events.words().forEach(shown::add);
    }

    private void logIn(Credentials credentials, SessionStore store) {
        SegmentClient client = client(credentials, store);
        shown.add(client.create(NewSegment.named("Shop - in cart")));
        shown.add(client.async());
    }

    private SegmentClient client(Credentials credentials, SessionStore store) {
        RequestBudget budget = RequestBudget.of(1_000, 60, MINUTE);
        SegmentClient.Builder settings = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .httpClient(new OkHttpClient.Builder().addInterceptor(secrets).build())
                .credentials(credentials)
                .sessionStore(store)
                .requestBudget(budget)
                .listener(events);
        SegmentClient client = settings.build();
        clients.add(client);
        RequestBudget.Permit permit = budget.permit(RequestBudget.Kind.READ).join();
        shown.addAll(List.of(credentials, store, budget, permit, settings, client));
        permit.giveBack();
        return client;
    }

    private void beRefused() {
        SegmentClient client = client(Credentials.password("shop", WRONG_PASSWORD), SessionStore.inMemory());
        Throwable refusal = catchThrowable(() -> client.get(SegmentId.of(1)));
        assertThat(refusal).isInstanceOf(LoginRefusedException.class);
        shown.addAll(List.of(refusal, ((LoginRefusedException) refusal).answer()));
    }

    private void keep(SessionStore store) {
        String token = secrets.tokens().iterator().next();
        try (SessionStore.Lease lease = store.lease("somebody", MINUTE).orElseThrow()) {
            StoredSession session = StoredSession.none().withToken(token);
            assertThat(lease.keep(session)).isTrue();
            shown.addAll(List.of(store, lease, session, store.read("somebody")));
        }
    }

    private void lookAtTheSandbox() {
        shown.addAll(List.of(
                sandbox, sandbox.user(), sandbox.journal(), sandbox.faults(), sandbox.clock(), sandbox.segments()));
        shown.addAll(sandbox.journal().calls());
        shown.add(sandbox.newVisitor());
    }

    @AfterEach
    void close() {
        clients.forEach(SegmentClient::close);
    }

    @Test
    void every_public_type_that_can_hold_a_secret_is_looked_at() {
        List<Class<?>> holding =
                holders.publicTypes().stream().filter(holders::canHoldSecret).toList();

        assertThat(holding)
                .contains(Credentials.class, SegmentClient.class, StoredSession.class, FileSessionStore.class)
                .doesNotContain(SegmentId.class, NewSegment.class)
                .allSatisfy(type -> assertThat(shown).anyMatch(type::isInstance));
        assertThat(holders.idleExceptions()).isEmpty();
    }

    @Test
    void none_shows_a_secret_as_text() {
        List<String> texts = shown.stream().map(String::valueOf).toList();

        assertThat(secrets.tokens()).hasSize(3);
        assertThat(secrets.signedLogins()).isNotEmpty();
        assertThat(texts).hasSizeGreaterThan(50);
        assertThat(Leaks.of(texts, secrets.all())).isEmpty();
    }
}
