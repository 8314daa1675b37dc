package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/**
 * A stand-in for the platform that speaks HTTP on this machine: the segment service, and the pixel endpoint that puts
 * visitors into segments.
 *
 * <pre>{@code
 * @AutoClose
 * final Sandbox sandbox = Sandbox.start();
 *
 * SegmentClient segments = SegmentClient.builder()
 *         .baseUrl(sandbox.url())
 *         .credentials(Credentials.password(sandbox.username(), sandbox.password()))
 *         .build();
 * }</pre>
 *
 * <p>It listens on a loopback address only, holds all in memory, and follows the same rules as {@link InMemorySegments}. As
 * the platform does, it answers most failures with HTTP 200. Close it when done: its threads would keep a program running.
 */
public final class Sandbox implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final MockWebServer server;
    private final Backend backend;
    private final Memberships memberships;
    private final Logins logins;
    private final MemberId member;
    private final OkHttpClient browser =
            new OkHttpClient.Builder().followRedirects(false).build();

    private Sandbox(MockWebServer server, Backend backend, Logins logins, MemberId member) {
        this.server = server;
        this.backend = backend;
        this.memberships = new Memberships(backend);
        this.logins = logins;
        this.member = member;
    }

    /**
     * Starts a sandbox on a free port, with one user of member 958.
     *
     * @return the sandbox, ready for calls
     * @throws UncheckedIOException if no port can be had
     */
    public static Sandbox start() {
        return builder().start();
    }

    /**
     * Starts a sandbox's settings.
     *
     * @return settings, none of which is required
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The base URL of the segment service.
     *
     * @return as in {@code http://127.0.0.1:40123}
     */
    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /**
     * The address of the pixel endpoint, without parameters.
     *
     * @return as in {@code http://127.0.0.1:40123/seg}
     */
    public String pixelUrl() {
        return url() + "/seg";
    }

    /**
     * The name of the user.
     *
     * @return not empty
     */
    public String username() {
        return logins.username();
    }

    /**
     * The password of the user.
     *
     * @return not empty; another one in each sandbox, unless it was set
     */
    public String password() {
        return logins.password();
    }

    /**
     * The member that the user belongs to.
     *
     * @return the member that owns all segments
     */
    public MemberId memberId() {
        return member;
    }

    /**
     * The segments in this sandbox, without the way over HTTP: to prepare a test, or to look at what it did.
     *
     * @return a view of what the segment service holds
     */
    public SegmentService segments() {
        return new InMemorySegments(member, backend);
    }

    /**
     * A visitor who was never seen before.
     *
     * @return a visitor without cookies
     */
    public Visitor newVisitor() {
        return new Visitor(server.getPort(), memberships, browser);
    }

    /** Ends the server and its threads, and the connections of its visitors. */
    @Override
    public void close() {
        browser.dispatcher().executorService().shutdown();
        browser.connectionPool().evictAll();
        server.close();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.equals("/seg") || path.equals("/px")) {
            return new PixelServer(memberships).answer(request);
        }
        ObjectNode answer = apiAnswer(request, path);
        MockResponse.Builder response = new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(answer.toString());
        Logins.cookie(answer).ifPresent(cookie -> response.setHeader("Set-Cookie", cookie));
        return response.build();
    }

    private ObjectNode apiAnswer(RecordedRequest request, String path) {
        try {
            refuseForeignHost(request);
            String body = Optional.ofNullable(request.getBody())
                    .map(bytes -> bytes.utf8())
                    .orElse("");
            if (path.equals("/auth")) {
                return logins.answer(logins.login(body));
            }
            logins.check(Optional.ofNullable(request.getHeaders().get("Authorization")));
            if (!path.equals("/segment")) {
                throw ApiException.syntax("service " + path + ": not known here");
            }
            return new SegmentApi(backend).answer(member, request.getMethod(), new Parameters(request.getUrl()), body);
        } catch (RuntimeException failure) {
            return Json.failure(ApiException.of(failure), backend.clock().instant());
        }
    }

    /** A page in a browser must not reach the service under a name of its own. */
    private static void refuseForeignHost(RecordedRequest request) {
        String host = request.getUrl().host();
        if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
            throw new ApiException("UNAUTH", "", "host " + host + ": the sandbox serves its API to this machine only");
        }
    }

    /**
     * The settings of a sandbox.
     *
     * <pre>{@code
     * Sandbox sandbox = Sandbox.builder().member(MemberId.of(958)).user("test", "secret").start();
     * }</pre>
     */
    public static final class Builder {
        private int port;
        private MemberId member = MemberId.of(958);
        private String username = "sandbox";
        private String password = Logins.random();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * The port to listen on; any free one if not set.
         *
         * @param number 0 (any) to 65535
         * @return this builder
         * @throws IllegalArgumentException if the number is out of that range
         */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("port " + number + ": must be 0 (any) to 65535");
            }
            this.port = number;
            return this;
        }

        /**
         * The member that owns the segments; 958 if not set.
         *
         * @param owner the member
         * @return this builder
         */
        public Builder member(MemberId owner) {
            this.member = Objects.requireNonNull(owner, "member");
            return this;
        }

        /**
         * The user who can log in; {@code sandbox}, with a random password, if not set.
         *
         * @param name the user name
         * @param secret the password
         * @return this builder
         */
        public Builder user(String name, String secret) {
            this.username = Objects.requireNonNull(name, "user name");
            this.password = Objects.requireNonNull(secret, "password");
            return this;
        }

        /**
         * The clock that tells when a segment was modified, how long a visitor stays in one, and when a login ends; the
         * machine's if not set.
         *
         * @param time the clock
         * @return this builder
         */
        public Builder clock(Clock time) {
            this.clock = Objects.requireNonNull(time, "clock");
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @return the sandbox, ready for calls
         * @throws UncheckedIOException if the port cannot be had
         */
        public Sandbox start() {
            MockWebServer server = new MockWebServer();
            Sandbox sandbox = new Sandbox(server, new Backend(clock), new Logins(username, password, clock), member);
            server.setServerSocketFactory(new NoDelay());
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    server.takeRequest(0, TimeUnit.SECONDS); // else the server would keep them all
                    return sandbox.answer(request);
                }
            });
            try {
                server.start(InetAddress.getByAddress(LOOPBACK), port);
            } catch (IOException noPort) {
                throw new UncheckedIOException("port " + port + ": cannot be had", noPort);
            }
            return sandbox;
        }
    }
}
