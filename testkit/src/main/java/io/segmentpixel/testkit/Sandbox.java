package io.segmentpixel.testkit;

import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * A stand-in for the platform, which speaks HTTP and HTTPS on this machine: the segment service, and the pixel endpoint that puts
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
 * the platform does, it answers most failures with HTTP 200. {@link #faults} says what goes wrong, {@link #limits} what is too much,
 * {@link #clock} moves the time on, and {@link #journal} tells what was asked for. Close it when done: its threads would keep a program
 * running. It serves any number of threads.
 */
public final class Sandbox implements AutoCloseable {
    private final Platform platform;
    private final Ports ports;
    private final Visitors visitors;
    private final String firstUser;

    private Sandbox(SandboxSettings settings) {
        platform = new Platform(settings);
        firstUser = settings.user.name();
        ports = new Ports(platform.server, settings.port, settings.httpsPort);
        visitors = new Visitors(ports, settings.otherHosts, platform.memberships, platform.journal);
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
     * The settings of a new sandbox.
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
        return "http://127.0.0.1:" + ports.http();
    }

    /**
     * The address of the pixel endpoint, without parameters. It answers under any host name, so that a browser can be told to take
     * the platform's hosts for this one.
     *
     * @return as in {@code http://127.0.0.1:40123/seg}
     */
    public String pixelUrl() {
        return url() + "/seg";
    }

    /**
     * The base URL of the segment service over HTTPS. The port is opened when it is first asked for.
     *
     * @return as in {@code https://127.0.0.1:40124}; {@link #sslContext} and {@link #trustManager} trust its certificate
     * @throws UncheckedIOException if no port can be had
     * @throws IllegalStateException if the sandbox is closed
     */
    public String httpsUrl() {
        return "https://127.0.0.1:" + ports.https();
    }

    /**
     * The address of the pixel endpoint over HTTPS, without parameters.
     *
     * @return as in {@code https://127.0.0.1:40124/seg}
     */
    public String httpsPixelUrl() {
        return httpsUrl() + "/seg";
    }

    /**
     * What trusts the sandbox's certificate and nothing else, for the JDK's HTTP client and others.
     *
     * @return a context for clients
     */
    public SSLContext sslContext() {
        return ports.encryption().sslContext();
    }

    /**
     * What trusts the sandbox's certificate and nothing else, for OkHttp, which wants it beside the socket factory of {@link #sslContext}.
     *
     * @return a trust manager
     */
    public X509TrustManager trustManager() {
        return ports.encryption().trustManager();
    }

    /**
     * The first user as it is now.
     *
     * <pre>{@code
     * sandbox.put(sandbox.user().readOnly());
     * }</pre>
     *
     * @return the user that the sandbox was started with, with what {@link #put} has changed of it
     */
    public SandboxUser user() {
        return platform.logins.named(firstUser);
    }

    /**
     * The name of the first user.
     *
     * @return not empty
     */
    public String username() {
        return firstUser;
    }

    /**
     * The password of the first user, as it is now.
     *
     * @return not empty; another one in each sandbox, unless it was set
     */
    public String password() {
        return user().password();
    }

    /**
     * The member that the first user belongs to now.
     *
     * @return the member that owns what this user creates
     */
    public MemberId memberId() {
        return user().member();
    }

    /**
     * Lets another user in, or changes the one of that name. Sessions that are open stay so.
     *
     * @param changed the user
     */
    public void put(SandboxUser changed) {
        platform.logins.put(Objects.requireNonNull(changed, "user"));
    }

    /** Ends every session: the next call of each is answered with {@code NOAUTH}. */
    public void endSessions() {
        platform.logins.endSessions();
    }

    /**
     * The segments of the first user's member, without the way over HTTP: to prepare a test, or to look at what it did.
     *
     * @return a view of what the segment service holds
     */
    public InMemorySegments segments() {
        return segments(memberId());
    }

    /**
     * The segments of a member, without the way over HTTP.
     *
     * @param member any member
     * @return a view of what the segment service holds
     */
    public InMemorySegments segments(MemberId member) {
        return new InMemorySegments(member, platform.backend);
    }

    /**
     * A visitor who was never seen before.
     *
     * @return a visitor without cookies
     */
    public Visitor newVisitor() {
        return visitors.another();
    }

    /**
     * The stays of a visitor, a real browser's too.
     *
     * @param visitor who it is, as {@link Firing#visitor} says: the value of its cookie {@code uuid2}
     * @return those that are not over, in order of the segments' ids; none if nobody is known by that name
     */
    public List<Membership> memberships(String visitor) {
        return platform.memberships.of(Objects.requireNonNull(visitor, "visitor"));
    }

    /**
     * The clock of the sandbox: when a segment was modified, how long a visitor stays in one, when a login ends, how much is too much.
     *
     * @return the clock, which can be moved on
     */
    public SandboxClock clock() {
        return platform.clock;
    }

    /**
     * What goes wrong.
     *
     * @return nothing, until it is told
     */
    public Faults faults() {
        return platform.server.faults();
    }

    /**
     * What was asked for.
     *
     * @return all since the start
     */
    public Journal journal() {
        return platform.journal;
    }

    /**
     * How much is too much from now on. The reads and writes that were counted before count on, as if their windows had always
     * been those of the new limits; what was read or written while that had no limit does not.
     *
     * @param changed the limits
     */
    public void limits(Limits changed) {
        platform.limits = Objects.requireNonNull(changed, "limits");
    }

    /** Ends the server and its threads, and the connections of its visitors. */
    @Override
    public void close() {
        visitors.close();
        ports.close();
    }

    /** The address, and no secret. */
    @Override
    public String toString() {
        return "Sandbox[" + url() + ", member " + memberId() + "]";
    }

    /**
     * The settings of a sandbox.
     *
     * <pre>{@code
     * Sandbox sandbox = Sandbox.builder().member(MemberId.of(958)).user("test", "secret").start();
     * }</pre>
     */
    public static final class Builder {
        private final SandboxSettings settings = new SandboxSettings();

        private Builder() {}

        /**
         * The port to listen on; any free one if not set.
         *
         * @param number 0 (any) to 65535
         * @return this builder
         * @throws IllegalArgumentException if the number is out of that range
         */
        public Builder port(int number) {
            settings.port = Ports.checked("port", number);
            return this;
        }

        /**
         * The port to listen on for HTTPS; any free one if not set.
         *
         * @param number 0 (any) to 65535
         * @return this builder
         * @throws IllegalArgumentException if the number is out of that range
         */
        public Builder httpsPort(int number) {
            settings.httpsPort = Ports.checked("https port", number);
            return this;
        }

        /**
         * The member of the first user; 958 if not set.
         *
         * @param owner the member
         * @return this builder
         */
        public Builder member(MemberId owner) {
            settings.member = Objects.requireNonNull(owner, "member");
            return this;
        }

        /**
         * The first user; {@code sandbox}, with a random password, if not set.
         *
         * @param name the user name, not empty
         * @param secret the password, not empty
         * @return this builder
         * @throws IllegalArgumentException if one of them is empty
         */
        public Builder user(String name, String secret) {
            settings.user = SandboxUser.named(name).withPassword(secret);
            return this;
        }

        /**
         * Further users, of the same member or of others.
         *
         * @param more their names differ from each other's and from the first user's
         * @return this builder
         */
        public Builder users(SandboxUser... more) {
            settings.moreUsers.addAll(List.of(more));
            return this;
        }

        /**
         * Segments that every member sees, and that only their owners change, as the platform's own birthday cookie of id 1.
         *
         * @param segments their ids differ and are at most 2,000,000,000, so that there is room for those of new segments; no two of a
         *     member have one code or trigger, in whatever case
         * @return this builder
         */
        public Builder shared(Segment... segments) {
            settings.shared.addAll(List.of(segments));
            return this;
        }

        /**
         * An advertiser that can be named by a code; by its number, any advertiser can.
         *
         * @param id the advertiser
         * @param code not empty, and not that of another one
         * @return this builder
         * @throws IllegalArgumentException if the code is empty or was named before
         */
        public Builder advertiser(AdvertiserId id, String code) {
            settings.advertiser(Objects.requireNonNull(id, "advertiser"), Objects.requireNonNull(code, "code"));
            return this;
        }

        /**
         * The usersync pixels of the platform, which fire along with a call as far as its segments allow; none if not set.
         *
         * @param pixels images, scripts, or both: each fires along with its own kind
         * @return this builder
         */
        public Builder usersyncPixels(PiggybackPixel... pixels) {
            settings.usersyncPixels = List.of(pixels);
            return this;
        }

        /**
         * The clock beneath {@link Sandbox#clock}; the machine's if not set.
         *
         * @param time the clock
         * @return this builder
         */
        public Builder clock(Clock time) {
            settings.clock = Objects.requireNonNull(time, "clock");
            return this;
        }

        /**
         * Further hosts that serve the platform, as resellers have: the visitors take calls on them for the platform's.
         *
         * <pre>{@code
         * Sandbox.builder().servedAlsoFrom(PixelHost.of("pixel.reseller.example")).start();
         * }</pre>
         *
         * @param hosts the hosts
         * @return this builder
         */
        public Builder servedAlsoFrom(PixelHost... hosts) {
            Stream.of(hosts).map(PixelHost::name).forEach(settings.otherHosts::add);
            return this;
        }

        /**
         * How much is too much; {@link Limits#documented} if not set.
         *
         * @param most the limits
         * @return this builder
         */
        public Builder limits(Limits most) {
            settings.limits = Objects.requireNonNull(most, "limits");
            return this;
        }

        /**
         * How long an answer of the API takes, in real time; no longer than it must if not set.
         *
         * @param time zero or longer, and at most 3,650 days
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder latency(Duration time) {
            settings.latency = Limits.zeroOrLonger("latency", time);
            return this;
        }

        /**
         * How long it takes, by the sandbox's clock, until the pixel endpoint knows a new segment; no time if not set. The platform
         * documents about 20 minutes.
         *
         * @param time zero or longer, and at most 3,650 days
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder propagation(Duration time) {
            settings.propagation = Limits.zeroOrLonger("propagation", time);
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @return the sandbox, ready for calls
         * @throws UncheckedIOException if the port cannot be had
         * @throws IllegalArgumentException if two users have one name, or shared segments one id, code or trigger, or if the id of one
         *     is too great
         */
        public Sandbox start() {
            return new Sandbox(settings);
        }
    }
}
