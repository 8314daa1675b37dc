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
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the segment service does, written once for those who wait and for those who don't. */
final class SegmentOperations {
    private final RequestPath path;
    private final SegmentCalls calls;

    SegmentOperations(RequestPath path, @Nullable MemberId member) {
        this.path = path;
        this.calls = new SegmentCalls(member);
    }

    @Nullable
    MemberId member() {
        return calls.member();
    }

    SegmentCalls calls() {
        return calls;
    }

    CompletableFuture<Segment> create(NewSegment segment, Carrier carrier) {
        Call call = calls.create(segment);
        return path.run(call, carrier).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Done done) {
                return created(segment, done.answer(), carrier);
            }
            if (outcome instanceof Outcome.Unknown unknown) {
                return afterDoubt(segment, unknown.why(), carrier);
            }
            throw failure(call, outcome);
        });
    }

    private CompletableFuture<Segment> created(NewSegment segment, Answer answer, Carrier carrier) {
        Optional<Segment> shown = SegmentReader.shown(answer).first(any -> true);
        if (shown.isPresent()) {
            return CompletableFuture.completedFuture(shown.get());
        }
        OptionalInt id = SegmentReader.number(answer.response(), "id");
        if (id.orElse(0) > 0) {
            return get(SegmentId.of(id.getAsInt()), carrier).exceptionally(failure -> {
                throw createdUnseen(segment, id.getAsInt(), answer, unread(failure));
            });
        }
        String message =
                "create segment \"" + segment.name() + "\": " + answer.summary() + "; the answer shows no segment";
        return afterDoubt(segment, new UnexpectedAnswerException(message, answer.summary(), null), carrier);
    }

    /** What stands there of a create that may have been carried out. */
    private CompletableFuture<Segment> afterDoubt(NewSegment segment, SegmentServiceException why, Carrier carrier) {
        return segment.code()
                .map(code -> lookedUp(code, why, carrier))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(present -> present.filter(asked(segment)::isFoundIn)
                        .orElseThrow(() -> unknown(segment, why, present.orElse(null))));
    }

    /** What a segment must say to be the one that was asked for. */
    NewSegment asked(NewSegment segment) {
        MemberId member = calls.member();
        return member == null || segment.member().isPresent() ? segment : segment.withMember(member);
    }

    private static OutcomeUnknownException unknown(
            NewSegment segment, SegmentServiceException why, @Nullable Segment candidate) {
        String advice = segment.code().isEmpty()
                ? "; it has no code to look it up by: list the segments of that name before it is created again"
                : "; look at what has code " + segment.code().get() + " before it is created again";
        return new OutcomeUnknownException(
                "it may have been carried out: " + why.getMessage() + advice, why.answer(), why, segment, candidate);
    }

    private CompletableFuture<Optional<Segment>> lookedUp(
            SegmentCode code, SegmentServiceException why, Carrier carrier) {
        return find(code, carrier).exceptionally(failure -> {
            why.addSuppressed(Failures.of(failure));
            return Optional.empty();
        });
    }

    CompletableFuture<Segment> get(SegmentId id, Carrier carrier) {
        Call call = calls.get(id);
        return done(call, List.of(id), carrier)
                .thenApply(answer -> found(call, answer, segment -> segment.id().equals(id)).stream()
                        .findFirst()
                        .orElseThrow(() -> new SegmentNotFoundException(id, answer.summary())));
    }

    /** The segments that were looked for; one that is there and cannot be read must not pass for one that is not there. */
    private static List<Segment> found(Call call, Answer answer, Predicate<Segment> wanted) {
        SegmentReader.Shown shown = SegmentReader.shown(answer);
        List<Segment> found = shown.segments().stream().filter(wanted).toList();
        if (found.isEmpty() && !shown.isReadable()) {
            throw new UnexpectedAnswerException(
                    call + ": the answer holds a segment that cannot be read", answer.summary(), null);
        }
        return found;
    }

    /** The failure of the look-up after a create of which nobody knows the outcome; empty if there was none, or it went well. */
    static Optional<Throwable> failedLookUp(OutcomeUnknownException unknown) {
        return Optional.ofNullable(unknown.getCause()).stream()
                .flatMap(why -> Arrays.stream(why.getSuppressed()))
                .findFirst();
    }

    CompletableFuture<Optional<Segment>> find(SegmentCode code, Carrier carrier) {
        return findInAnyCase(code, carrier)
                .thenApply(shown ->
                        shown.stream().filter(segment -> has(segment, code)).findFirst());
    }

    /** What the backend shows for a code: it ignores case. */
    CompletableFuture<List<Segment>> findInAnyCase(SegmentCode code, Carrier carrier) {
        Call call = calls.find(code);
        return path.run(call, carrier).thenApply(outcome -> {
            if (outcome instanceof Outcome.Missing) {
                return List.of();
            }
            if (outcome instanceof Outcome.Done done) {
                return found(call, done.answer(), segment -> segment.code()
                        .filter(code::isSameAs)
                        .isPresent());
            }
            throw failure(call, outcome);
        });
    }

    /** The platform ignores case when it looks for a code; a pixel call does not. */
    private static boolean has(Segment segment, SegmentCode code) {
        return segment.code().filter(code::equals).isPresent();
    }

    /** The pages of a listing; as many are read ahead as there are places in flight. */
    SegmentPages pages(SegmentQuery query, int places) {
        return query.ids()
                .<SegmentPages>map(ids -> new NamedSegments(this, query, ids, places))
                .orElseGet(() -> new Listing(this, query, places));
    }

    /** Whether a segment that the backend found for a query is one: it ignores case when it looks for a code. */
    static boolean isOf(SegmentQuery query, Segment segment) {
        return query.code().filter(code -> !has(segment, code)).isEmpty();
    }

    /** A page of a listing. */
    CompletableFuture<Page> page(Call call, Carrier carrier) {
        return path.run(call, carrier).thenApply(outcome -> {
            if (outcome instanceof Outcome.Done done) {
                return Page.of(call, done.answer());
            }
            if (outcome instanceof Outcome.Missing) {
                return Page.of(call, Answer.NOTHING);
            }
            throw failure(call, outcome);
        });
    }

    CompletableFuture<Segment> update(SegmentUpdate update, Carrier carrier) {
        SegmentId id = update.id();
        return done(calls.update(update), List.of(id), carrier).thenCompose(answer -> SegmentReader.shown(answer)
                .first(segment -> segment.id().equals(id))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> readBack(id, answer, carrier)));
    }

    CompletableFuture<List<Segment>> updateAll(BulkUpdate bulk, Carrier carrier) {
        return bulk.carriedOutAsyncBy(updates ->
                updates.size() == 1 ? update(updates.get(0), carrier).thenApply(List::of) : updated(updates, carrier));
    }

    private CompletableFuture<List<Segment>> updated(List<SegmentUpdate> updates, Carrier carrier) {
        Call call = calls.update(updates);
        List<SegmentId> ids = updates.stream().map(SegmentUpdate::id).toList();
        return done(call, ids, carrier).thenCompose(answer -> {
            Written written = new Written(call, updates, answer);
            List<SegmentId> unseen = written.unseen();
            return unseen.isEmpty()
                    ? CompletableFuture.completedFuture(written.segments(null))
                    : page(calls.named(SegmentQuery.all(), unseen), carrier).handle((page, failure) -> {
                        if (failure == null) {
                            written.readBack(page.segments());
                        }
                        return written.segments(failure == null ? null : unread(failure));
                    });
        });
    }

    CompletableFuture<Void> delete(SegmentId id, Carrier carrier) {
        Call call = calls.delete(id);
        return path.run(call, carrier).thenAccept(outcome -> {
            boolean goneByDoubtfulAttempt = outcome instanceof Outcome.Missing missing && missing.afterDoubt();
            if (!(outcome instanceof Outcome.Done) && !goneByDoubtfulAttempt) {
                throw failure(call, outcome, List.of(id));
            }
        });
    }

    /** The answer to a call about these segments. */
    private CompletableFuture<Answer> done(Call call, List<SegmentId> asked, Carrier carrier) {
        return path.run(call, carrier).thenApply(outcome -> {
            if (outcome instanceof Outcome.Done done) {
                return done.answer();
            }
            throw failure(call, outcome, asked);
        });
    }

    private static SegmentServiceException failure(Call call, Outcome outcome, List<SegmentId> asked) {
        if (outcome instanceof Outcome.Missing missing && !missing.afterDoubt()) {
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
            return unknown(call, unknown.why());
        }
        BackendAnswer answer = outcome instanceof Outcome.Missing missing ? missing.answer() : BackendAnswer.NONE;
        RequestRefusedException notThere = new RequestRefusedException(
                call + ": " + answer + "; something that it names is not there", answer, null);
        boolean isInDoubt = outcome instanceof Outcome.Missing missing && missing.afterDoubt();
        return isInDoubt ? unknown(call, notThere) : notThere;
    }

    private static OutcomeUnknownException unknown(Call call, SegmentServiceException why) {
        return new OutcomeUnknownException(
                call + ": it may have been carried out; look at what stands there. " + why.getMessage(),
                why.answer(),
                why);
    }

    /** The id that the backend missed: the one that was asked for, or of several that which its text names. */
    private static Optional<SegmentId> missing(BackendAnswer answer, List<SegmentId> asked) {
        return asked.stream()
                .filter(id -> asked.size() == 1 || answer.error().matches("(?s).*\\b" + id + "\\b.*"))
                .findFirst();
    }

    private CompletableFuture<Segment> readBack(SegmentId id, Answer answer, Carrier carrier) {
        return get(id, carrier).exceptionally(failure -> {
            SegmentServiceException why = unread(failure);
            throw new OutcomeUnknownException(
                    "segment " + id + ": it was written, but could not be read back. " + why.getMessage(),
                    answer.summary(),
                    why);
        });
    }

    private static OutcomeUnknownException createdUnseen(
            NewSegment segment, int id, Answer answer, SegmentServiceException why) {
        return new OutcomeUnknownException(
                "create segment \"" + segment.name() + "\": it was created as segment " + id
                        + ", but could not be read back. " + why.getMessage(),
                answer.summary(),
                why,
                segment,
                null);
    }

    /** Why what was written could not be read back. */
    private static SegmentServiceException unread(Throwable failure) {
        if (Failures.of(failure) instanceof SegmentServiceException why) {
            return why;
        }
        throw new CompletionException(Failures.of(failure));
    }
}
