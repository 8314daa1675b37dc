package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The segment service over HTTP.
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
 * <p>Platform documentation: <em>Segment Service</em>, <em>Authentication Service</em>, <em>API Usage Constraints</em>.
 */
public final class SegmentClient implements SegmentService, AutoCloseable {
    private static final int PAGE = 100;
    private static final int MOST_IN_FLIGHT = 15;

    private final RequestPath path;
    private final @Nullable MemberId member;
    private final Runnable onClose;
    private volatile boolean closed;

    SegmentClient(RequestPath path, @Nullable MemberId member, Runnable onClose) {
        this.path = path;
        this.member = member;
        this.onClose = onClose;
    }

    /**
     * Starts a client's settings; the base URL and the credentials are required.
     *
     * @return settings to be completed
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Segment create(NewSegment segment) {
        Call call = Call.post("create segment \"" + segment.name() + "\"", SegmentWriter.create(segment));
        call = with(call, "member_id", segment.member().orElse(member));
        call = with(call, "advertiser_id", segment.advertiser().orElse(null));
        Outcome outcome = run(call);
        if (outcome instanceof Outcome.Done done) {
            return created(segment, done.answer());
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return afterDoubt(segment, unknown.why());
        }
        throw failure(call, outcome);
    }

    private Segment created(NewSegment segment, Answer answer) {
        Optional<Segment> shown = SegmentReader.segments(answer).stream().findFirst();
        OptionalInt id = SegmentReader.number(answer.response(), "id");
        if (shown.isEmpty() && id.orElse(0) > 0) {
            return readBack(SegmentId.of(id.getAsInt()), answer);
        }
        return shown.orElseGet(() -> afterDoubt(
                segment,
                new UnexpectedAnswerException(
                        "create segment \"" + segment.name() + "\": " + answer.summary()
                                + "; the answer shows no segment",
                        answer.summary(),
                        null)));
    }

    /** What stands there of a create that may have been carried out. */
    private Segment afterDoubt(NewSegment segment, SegmentServiceException why) {
        Optional<Segment> present = segment.code().flatMap(code -> lookedUp(code, why));
        NewSegment asked = member == null || segment.member().isPresent() ? segment : segment.withMember(member);
        if (present.filter(asked::isFoundIn).isPresent()) {
            return present.get();
        }
        String advice = segment.code().isEmpty()
                ? "; it has no code to look it up by: list the segments of that name before it is created again"
                : "; look at what has code " + segment.code().get() + " before it is created again";
        throw new OutcomeUnknownException(
                "it may have been carried out: " + why.getMessage() + advice,
                why.answer(),
                why,
                segment,
                present.orElse(null));
    }

    private Optional<Segment> lookedUp(SegmentCode code, SegmentServiceException why) {
        try {
            return find(code);
        } catch (SegmentServiceException alsoFailed) {
            why.addSuppressed(alsoFailed);
            return Optional.empty();
        }
    }

    @Override
    public Segment get(SegmentId id) {
        Call call = Call.get("get segment " + id).with("id", id);
        Answer answer = done(call, List.of(id));
        return SegmentReader.segments(answer).stream()
                .filter(segment -> segment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SegmentNotFoundException(id, answer.summary()));
    }

    @Override
    public Optional<Segment> find(SegmentCode code) {
        Call call = Call.get("find segment with code " + code).with("code", code);
        Outcome outcome = run(call);
        if (outcome instanceof Outcome.Missing) {
            return Optional.empty();
        }
        if (outcome instanceof Outcome.Done done) {
            return SegmentReader.segments(done.answer()).stream()
                    .filter(segment -> has(segment, code))
                    .findFirst();
        }
        throw failure(call, outcome);
    }

    /** The platform ignores case when it looks for a code; a pixel call does not. */
    private static boolean has(Segment segment, SegmentCode code) {
        return segment.code().filter(code::equals).isPresent();
    }

    @Override
    public Stream<Segment> list(SegmentQuery query) {
        Objects.requireNonNull(query, "query");
        return query.ids().map(ids -> named(query, ids)).orElseGet(() -> pages(query, List.of()));
    }

    private Stream<Segment> named(SegmentQuery query, List<SegmentId> ids) {
        return IntStream.rangeClosed(0, (ids.size() - 1) / PAGE)
                .mapToObj(chunk -> ids.subList(chunk * PAGE, Math.min(ids.size(), (chunk + 1) * PAGE)))
                .filter(chunk -> !chunk.isEmpty())
                .flatMap(chunk -> pages(query, chunk));
    }

    private Stream<Segment> pages(SegmentQuery query, List<SegmentId> ids) {
        SegmentPages pages = new SegmentPages(from -> page(query, ids, from));
        int traits = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, traits), false)
                .filter(segment ->
                        query.code().filter(code -> !has(segment, code)).isEmpty());
    }

    private Answer page(SegmentQuery query, List<SegmentId> ids, int from) {
        Call call = Call.get("list segments from id " + from)
                .with("sort", "id.asc")
                .with("start_element", 0)
                .with("num_elements", PAGE);
        call = from > 1 ? call.with("min_id", from) : call;
        call = ids.isEmpty()
                ? call
                : call.with("id", ids.stream().map(SegmentId::toString).collect(Collectors.joining(",")));
        call = with(call, "code", query.code().orElse(null));
        call = with(call, "state", query.state().map(SegmentWriter::wire).orElse(null));
        call = with(call, "advertiser_id", query.advertiser().orElse(null));
        call = with(call, "search", query.searchText().orElse(null));
        call = with(
                call,
                "min_last_modified",
                query.modifiedSince().map(SegmentWriter::wire).orElse(null));
        call = query.isOwnOnly() ? call.with("include_shared", 0) : call;
        Outcome outcome = run(call);
        if (outcome instanceof Outcome.Done done) {
            return done.answer();
        }
        if (outcome instanceof Outcome.Missing) {
            return Answer.NOTHING;
        }
        throw failure(call, outcome);
    }

    @Override
    public Segment update(SegmentUpdate update) {
        SegmentId id = update.id();
        Call call = Call.put("update segment " + id, SegmentWriter.update(update), !update.appends())
                .with("id", id);
        call = with(call, "member_id", update.toMemberLevel().orElse(null));
        call = update.appends() ? call.with("append", true) : call;
        return written(done(call, List.of(id)), id);
    }

    @Override
    public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
        return BulkUpdate.of(updates).carriedOutBy(this::updated);
    }

    private List<Segment> updated(List<SegmentUpdate> updates) {
        if (updates.size() == 1) {
            return List.of(update(updates.get(0)));
        }
        boolean append = updates.stream().anyMatch(SegmentUpdate::appends); // if one does, all of the call do
        Call call = Call.put("update of " + updates.size() + " segments", SegmentWriter.updates(updates), !append);
        call = with(call, "member_id", member);
        call = append ? call.with("append", true) : call;
        Answer answer = done(call, updates.stream().map(SegmentUpdate::id).toList());
        Map<SegmentId, Segment> answered = SegmentReader.segments(answer).stream()
                .collect(Collectors.toMap(Segment::id, Function.identity(), (one, same) -> same));
        return updates.stream()
                .map(SegmentUpdate::id)
                .map(id -> Optional.ofNullable(answered.get(id)).orElseGet(() -> readBack(id, answer)))
                .toList();
    }

    @Override
    public void delete(SegmentId id) {
        Call call = Call.delete("delete segment " + id).with("id", id);
        Outcome outcome = run(call);
        boolean goneByDoubtfulAttempt = outcome instanceof Outcome.Missing missing && missing.afterDoubt();
        if (!(outcome instanceof Outcome.Done) && !goneByDoubtfulAttempt) {
            throw failure(call, outcome, List.of(id));
        }
    }

    /** The answer to a call about these segments. */
    private Answer done(Call call, List<SegmentId> asked) {
        Outcome outcome = run(call);
        if (outcome instanceof Outcome.Done done) {
            return done.answer();
        }
        throw failure(call, outcome, asked);
    }

    private Outcome run(Call call) {
        if (closed) {
            throw new IllegalStateException(call + ": the client is closed");
        }
        return path.run(call);
    }

    private static SegmentServiceException failure(Call call, Outcome outcome, List<SegmentId> asked) {
        if (outcome instanceof Outcome.Missing missing) {
            return missing(missing.answer(), asked)
                    .<SegmentServiceException>map(id -> new SegmentNotFoundException(id, missing.answer()))
                    .orElseGet(() -> failure(call, outcome));
        }
        return failure(call, outcome);
    }

    private static SegmentServiceException failure(Call call, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.why();
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            SegmentServiceException why = unknown.why();
            return new OutcomeUnknownException(
                    call + ": it may have been carried out; look at what stands there. " + why.getMessage(),
                    why.answer(),
                    why);
        }
        BackendAnswer answer = outcome instanceof Outcome.Missing missing ? missing.answer() : BackendAnswer.NONE;
        return new RequestRefusedException(
                call + ": " + answer + "; something that it names is not there", answer, null);
    }

    /** The id that the backend missed: the one that was asked for, or of several that which its text names. */
    private static Optional<SegmentId> missing(BackendAnswer answer, List<SegmentId> asked) {
        return asked.stream()
                .filter(id -> asked.size() == 1 || answer.error().matches("(?s).*\\b" + id + "\\b.*"))
                .findFirst();
    }

    /** The segment that stands there after a write: from the answer, or read where the answer does not show it. */
    private Segment written(Answer answer, SegmentId id) {
        return SegmentReader.segments(answer).stream()
                .filter(segment -> segment.id().equals(id))
                .findFirst()
                .orElseGet(() -> readBack(id, answer));
    }

    private Segment readBack(SegmentId id, Answer answer) {
        try {
            return get(id);
        } catch (SegmentServiceException notRead) {
            throw new OutcomeUnknownException(
                    "segment " + id + ": it was written, but could not be read back. " + notRead.getMessage(),
                    answer.summary(),
                    notRead);
        }
    }

    private static Call with(Call call, String name, @Nullable Object value) {
        return value == null ? call : call.with(name, value);
    }

    /** Ends what the client owns; an {@code OkHttpClient} that was handed in goes on. Calls after it are refused. */
    @Override
    public void close() {
        closed = true;
        onClose.run();
    }

    /** The member's number and no secret. */
    @Override
    public String toString() {
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
        private static final Duration LONGEST = Duration.ofDays(1);

        private @Nullable HttpUrl baseUrl;
        private @Nullable Credentials credentials;
        private @Nullable MemberId member;
        private @Nullable OkHttpClient httpClient;
        private Duration deadline = Duration.ofMinutes(2);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private int maxConcurrentRequests = MOST_IN_FLIGHT;
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
         * not closed by {@link SegmentClient#close}. Without it a client of our own is made.
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
            this.deadline = inRange("deadline", allowed);
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
            this.requestTimeout = inRange("request timeout", allowed);
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
            if (requests < 1 || requests > MOST_IN_FLIGHT) {
                throw new IllegalArgumentException(
                        "max concurrent requests " + requests + ": must be 1 to " + MOST_IN_FLIGHT);
            }
            this.maxConcurrentRequests = requests;
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
            Credentials user = required("credentials", credentials);
            HttpUrl url = required("base URL", baseUrl);
            OkHttpClient own = httpClient == null ? new OkHttpClient() : null;
            OkHttpClient used = own == null ? Objects.requireNonNull(httpClient) : own;
            RequestPath path = new RequestPath(
                    user,
                    deadline,
                    time,
                    new Pace(maxConcurrentRequests, time),
                    new Transport(used, url, requestTimeout, time),
                    new Backoff(jitter));
            return new SegmentClient(path, member, () -> end(own));
        }

        private static void end(@Nullable OkHttpClient own) {
            if (own != null) {
                own.dispatcher().executorService().shutdown();
                own.connectionPool().evictAll();
            }
        }

        private static <T> T required(String field, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(field + ": must be set before the client is built");
            }
            return value;
        }

        private static Duration inRange(String field, Duration duration) {
            if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        field + " " + duration + ": must be longer than zero and at most a day");
            }
            return duration;
        }
    }
}
