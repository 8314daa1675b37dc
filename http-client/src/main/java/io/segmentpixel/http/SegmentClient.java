package io.segmentpixel.http;

import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceAsync;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client of the platform's segment service, which it reaches over HTTP.
 *
 * <pre>{@code
 * try (SegmentClient segments = SegmentClient.builder()
 *         .baseUrl(System.getenv("SEGMENT_API_URL"))
 *         .credentials(Credentials.password(username, password))
 *         .build()) {
 *     Segment cart = segments.create(NewSegment.named("Shop - in cart").withCode("shop_cart"));
 * }
 * }</pre>
 *
 * <p>One client serves any number of threads; make one and share it. It logs in when it first needs to, and again when the
 * backend says that the session is over. It holds requests back when the backend asks for it, and repeats what failed,
 * within the time allowed, but never what could make a second segment:
 *
 * <ul>
 *   <li>A read, a delete, and an update that does not append, are repeated after a broken connection, an outage or a
 *       refusal for too many requests.
 *   <li>A create, and an update that appends, are repeated only when they surely did not arrive.
 *   <li>A create of which nobody knows the outcome is looked up by its code. If all that was asked for stands there, that
 *       is the answer; else, or without a code, it ends in {@link OutcomeUnknownException}.
 * </ul>
 *
 * <p>Platform documentation: <em>Segment Service</em>, <em>Authentication Service</em>, <em>API Semantics</em>, <em>API Best
 * Practices</em>, <em>API Usage Constraints</em>.
 */
public final class SegmentClient implements SegmentService, AutoCloseable {
    private final RequestPath path;
    private final SegmentOperations operations;
    private final int places;
    private final Runnable onClose;

    SegmentClient(RequestPath path, @Nullable MemberId member, int places, Runnable onClose) {
        this.path = path;
        this.operations = new SegmentOperations(path, member);
        this.places = places;
        this.onClose = onClose;
    }

    /**
     * The settings of a new client; the base URL and the credentials are required.
     *
     * @return settings to be completed
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same service, with futures in place of threads that wait.
     *
     * <pre>{@code
     * segments.async().create(cart).thenAccept(created -> publish(created));
     * }</pre>
     *
     * <p>It shares everything with this client: session, places, budget. Cancelling a future ends its operation, and closes the
     * connection of a request that is on its way; whether that was carried out is then unknown. Futures are completed on
     * {@link java.util.concurrent.ForkJoinPool#commonPool}, so that what depends on them keeps no other request waiting.
     *
     * @return the service, which any number of threads may use
     */
    public SegmentServiceAsync async() {
        return new SegmentClientAsync(path, operations, places);
    }

    @Override
    public Segment create(NewSegment segment) {
        Objects.requireNonNull(segment, "segment");
        return waitedFor(carrier -> operations.create(segment, carrier));
    }

    /**
     * Creates many segments, several at a time and no faster than the backend takes them, and tells of each what became of it.
     *
     * <pre>{@code
     * segments.createAll(wanted, outcome -> log.info("{}: {}", outcome.request().name(), outcome.status()));
     * }</pre>
     *
     * <p>It can be stopped and started again with the same segments: those that have a code and stand there already, as they were
     * asked for, are found and not created again: each is looked up before it is created where there are no more codes than
     * places in flight, else one listing in the beginning finds them all. One that is refused for what it says keeps no other
     * from being created; when the login is refused, the account is full or the backend cannot be reached, no further one is
     * sent. It counts as not reached when nobody knows whether one was created and its look-up failed as well, or when nobody
     * knows it of 15 in a row; up to as many more as there are places in flight are then on their way. An interrupt ends it, too:
     * what is on its way is given up, and may be carried out or not.
     *
     * <p>The {@link Builder#deadline} is that of each create, its waits included: with a {@link RequestBudget} of few writes it
     * must be long enough for as many of them as there are places in flight.
     *
     * @param segments what is to be created; those without a code are created each time
     * @param progress is told of each segment once, when its outcome is known, on the calling thread; what it throws is logged and
     *     changes nothing
     * @return the segments as they stand now, in the order of what was to be created
     * @throws BulkCreateException if not all could be created; it says of each what became of it
     * @throws IllegalArgumentException if a code is named twice for one member, which ignores case; nothing is sent
     * @throws IllegalStateException if the client is closed
     */
    @Override
    public List<Segment> createAll(Collection<NewSegment> segments, Consumer<? super CreateOutcome> progress) {
        Objects.requireNonNull(progress, "progress");
        path.throwIfClosed();
        return new BulkCreate(operations, places, segments).carriedOut(progress);
    }

    @Override
    public Segment get(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return waitedFor(carrier -> operations.get(id, carrier));
    }

    @Override
    public Optional<Segment> find(SegmentCode code) {
        Objects.requireNonNull(code, "code");
        return waitedFor(carrier -> operations.find(code, carrier));
    }

    /**
     * Lists segments lazily, in ascending order of id, none twice.
     *
     * <p>The first page, of 100, is read when the first segment is asked for. Whoever goes on past it has the next ones read
     * ahead, as many at a time as there are places in flight; closing the stream gives these up, and whoever goes on after that,
     * short of the end, gets an {@link IllegalStateException}. What stands there throughout is in the list, whatever is created,
     * changed or deleted meanwhile.
     *
     * @param query which segments
     * @return the segments, read as the stream is
     * @throws IllegalStateException if the client is closed
     */
    @Override
    public Stream<Segment> list(SegmentQuery query) {
        path.throwIfClosed();
        return SegmentIterator.stream(operations.pages(query, places));
    }

    @Override
    public Segment update(SegmentUpdate update) {
        Objects.requireNonNull(update, "update");
        return waitedFor(carrier -> operations.update(update, carrier));
    }

    @Override
    public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
        BulkUpdate bulk = BulkUpdate.of(updates);
        return waitedFor(carrier -> operations.updateAll(bulk, carrier));
    }

    @Override
    public void delete(SegmentId id) {
        Objects.requireNonNull(id, "id");
        waitedFor(carrier -> operations.delete(id, carrier));
    }

    private <T> T waitedFor(Function<Carrier, CompletableFuture<T>> operation) {
        path.throwIfClosed();
        return Failures.orThrown(operation.apply(new CallersThread()));
    }

    /**
     * Ends what the client owns; an {@code OkHttpClient} that was handed in goes on. A call that is on its way ends at its next
     * step: what was sent may be answered, and nothing more is sent. Every call after it throws {@link IllegalStateException}.
     */
    @Override
    public void close() {
        path.close();
        onClose.run();
    }

    /** The member's number and no secret. */
    @Override
    public String toString() {
        MemberId member = operations.member();
        return "SegmentClient[member=" + (member == null ? "that of the user" : member) + "]";
    }

    /**
     * The settings of a client.
     *
     * <pre>{@code
     * SegmentClient segments = SegmentClient.builder()
     *         .baseUrl("https://api.example.com")
     *         .credentials(Credentials.password(username, password))
     *         .deadline(Duration.ofMinutes(1))
     *         .build();
     * }</pre>
     */
    public static final class Builder {
        private @Nullable HttpUrl baseUrl;
        private @Nullable Supplier<Credentials> credentials;
        private @Nullable MemberId member;
        private @Nullable OkHttpClient httpClient;
        private @Nullable SessionStore sessionStore;
        private @Nullable RequestBudget requestBudget;
        private ClientListener listener = Events.nobody();
        private double retriedShare = 0.2;
        private Duration deadline = Duration.ofMinutes(2);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private int maxConcurrentRequests = Pace.MOST_IN_FLIGHT;
        private Time time = new SystemTime();
        private DoubleSupplier jitter = Math::random;

        private Builder() {}

        /**
         * The address of the backend; required.
         *
         * @param url an https address without user name, query or fragment; http only for loopback addresses
         * @return this builder
         * @throws IllegalArgumentException if it is no such address
         */
        public Builder baseUrl(String url) {
            this.baseUrl = BaseUrl.checked(Objects.requireNonNull(url, "base URL"));
            return this;
        }

        /**
         * What to log in with; required.
         *
         * @param user user name and secret
         * @return this builder
         */
        public Builder credentials(Credentials user) {
            Objects.requireNonNull(user, "credentials");
            return credentials(() -> user);
        }

        /**
         * What to log in with, asked for before each login, so that it can be changed while the client runs.
         *
         * <pre>{@code
         * builder.credentials(() -> Credentials.password("api-user", vault.read("segment-api")));
         * }</pre>
         *
         * @param user gives user name and secret. It may block: it is called by the thread that waits for the operation, or
         *     for {@link SegmentClient#async} by one of its own. What it throws fails the operation that needs the login. A user
         *     who was refused is tried again when it gives other credentials, or after five minutes
         * @return this builder
         */
        public Builder credentials(Supplier<Credentials> user) {
            this.credentials = Objects.requireNonNull(user, "credentials");
            return this;
        }

        /**
         * The member whose segments are created and changed; without it the backend takes that of the user.
         *
         * @param owner the member
         * @return this builder
         */
        public Builder member(MemberId owner) {
            this.member = Objects.requireNonNull(owner, "member");
            return this;
        }

        /**
         * An HTTP client of the caller's, whose pool, proxy, TLS, interceptors, dispatcher and connect timeout are used; it is
         * not closed by {@link SegmentClient#close}. Without it a client of our own is made. {@link SegmentClient#async}, {@code createAll}
         * and listings that read ahead send through its dispatcher, which sends five requests at a time to one host unless its
         * {@code maxRequestsPerHost} is raised.
         *
         * @param client the client; it is not changed
         * @return this builder
         */
        public Builder httpClient(OkHttpClient client) {
            this.httpClient = Objects.requireNonNull(client, "http client");
            return this;
        }

        /**
         * The time that an operation may take in all: its attempts, the waits between them, and a login where one is
         * needed. Two minutes if not set. A listing may take it for each page; a write after which it is open what stands
         * there may take it once more, to look.
         *
         * @param allowed longer than zero, and at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder deadline(Duration allowed) {
            this.deadline = UpToADay.checked("deadline", allowed);
            return this;
        }

        /**
         * The time that one request may take, from its sending to the end of its answer. 30 seconds if not set. It takes the
         * place of the read, write and call timeouts of an {@link #httpClient} that was handed in.
         *
         * @param allowed longer than zero, and at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder requestTimeout(Duration allowed) {
            this.requestTimeout = UpToADay.checked("request timeout", allowed);
            return this;
        }

        /**
         * How many requests may be on their way at a time. 15 if not set, which is what the platform allows a user.
         *
         * @param requests 1 to 15
         * @return this builder
         * @throws IllegalArgumentException if the number is out of that range
         */
        public Builder maxConcurrentRequests(int requests) {
            this.maxConcurrentRequests = Pace.allowed("max concurrent requests", requests);
            return this;
        }

        /**
         * Where the session is kept, so that several clients, or programs, share one login. If not set, the client keeps it to
         * itself.
         *
         * <pre>{@code
         * builder.sessionStore(FileSessionStore.at(Path.of("session"), key));
         * }</pre>
         *
         * @param store the store
         * @return this builder
         */
        public Builder sessionStore(SessionStore store) {
            this.sessionStore = Objects.requireNonNull(store, "session store");
            return this;
        }

        /**
         * How many requests there may be in a time. If not set, the client goes as fast as the backend lets it: a refusal holds
         * back all of its kind, and the rate then rises again step by step.
         *
         * <pre>{@code
         * builder.requestBudget(RequestBudget.of(1000, 60, Duration.ofMinutes(1)));
         * }</pre>
         *
         * @param budget gives out permits; share one among the clients of a user
         * @return this builder
         */
        public Builder requestBudget(RequestBudget budget) {
            this.requestBudget = Objects.requireNonNull(budget, "request budget");
            return this;
        }

        /**
         * The largest share of all requests that may be repeats of failed ones, so that an outage is not made worse. 0.2 if not set.
         * Whoever sends little has a reserve beside it: ten repeats, which fills again by one a second. Repeats after a refusal for too many
         * requests, and after a new login, are paced otherwise and do not count.
         *
         * @param share 0 for none, up to 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder retriedShare(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("retried share " + share + ": must be 0 to 1");
            }
            this.retriedShare = share;
            return this;
        }

        /**
         * Is told what the client does, request by request.
         *
         * @param watching the listener
         * @return this builder
         */
        public Builder listener(ClientListener watching) {
            this.listener = Objects.requireNonNull(watching, "listener");
            return this;
        }

        Builder time(Time injected) {
            this.time = injected;
            return this;
        }

        Builder jitter(DoubleSupplier injected) {
            this.jitter = injected;
            return this;
        }

        /**
         * Makes the client. Nothing is sent before it is used.
         *
         * @return the client
         * @throws IllegalArgumentException if the base URL or the credentials are missing
         */
        public SegmentClient build() {
            Supplier<Credentials> user = required("credentials", credentials);
            HttpUrl url = required("base URL", baseUrl);
            OkHttpClient own = httpClient == null ? OwnHttpClient.made() : null;
            OkHttpClient used = own == null ? Objects.requireNonNull(httpClient) : own;
            Secrets secrets = new Secrets();
            Events events = new Events(listener);
            RequestPath path = new RequestPath(
                    deadline,
                    time,
                    new Admission(requestBudget, new Pace(maxConcurrentRequests, time), time, events),
                    new Session(
                            url.toString(),
                            user,
                            sessionStore == null ? SessionStore.inMemory() : sessionStore,
                            time,
                            secrets,
                            work -> Daemon.thread("login", work).start()),
                    new HttpTransport(used, url, requestTimeout, time, secrets),
                    new Repeating(new Backoff(jitter), new RetryShare(retriedShare, time), time, events),
                    new Classifier(),
                    events);
            return new SegmentClient(path, member, maxConcurrentRequests, () -> OwnHttpClient.end(own));
        }

        private static <T> T required(String field, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(field + ": must be set before the client is built");
            }
            return value;
        }
    }
}
