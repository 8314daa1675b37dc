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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        Optional<Segment> shown = SegmentReader.segments(answer).stream().findFirst();
        if (shown.isPresent()) {
            return CompletableFuture.completedFuture(shown.get());
        }
        OptionalInt id = SegmentReader.number(answer.response(), "id");
        if (id.orElse(0) > 0) {
            return readBack(SegmentId.of(id.getAsInt()), answer, carrier);
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
        return done(calls.get(id), List.of(id), carrier).thenApply(answer -> shown(answer, id)
                .orElseThrow(() -> new SegmentNotFoundException(id, answer.summary())));
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
                return SegmentReader.segments(done.answer());
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
        return done(calls.update(update), List.of(id), carrier)
                .thenCompose(answer -> written(shown(answer, id), id, answer, carrier));
    }

    CompletableFuture<List<Segment>> updateAll(BulkUpdate bulk, Carrier carrier) {
        return bulk.carriedOutAsyncBy(updates ->
                updates.size() == 1 ? update(updates.get(0), carrier).thenApply(List::of) : updated(updates, carrier));
    }

    private CompletableFuture<List<Segment>> updated(List<SegmentUpdate> updates, Carrier carrier) {
        List<SegmentId> ids = updates.stream().map(SegmentUpdate::id).toList();
        return done(calls.update(updates), ids, carrier).thenCompose(answer -> {
            Map<SegmentId, Segment> answered = SegmentReader.segments(answer).stream()
                    .collect(Collectors.toMap(Segment::id, Function.identity(), (one, same) -> same));
            List<CompletableFuture<Segment>> present = ids.stream()
                    .map(id -> written(Optional.ofNullable(answered.get(id)), id, answer, carrier))
                    .toList();
            return CompletableFuture.allOf(present.toArray(CompletableFuture<?>[]::new))
                    .thenApply(
                            all -> present.stream().map(CompletableFuture::join).toList());
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

    private static Optional<Segment> shown(Answer answer, SegmentId id) {
        for (Segment segment : SegmentReader.segments(answer)) {
            if (segment.id().equals(id)) {
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    /** The segment that stands there after a write: from the answer, or read where the answer does not show it. */
    private CompletableFuture<Segment> written(Optional<Segment> shown, SegmentId id, Answer answer, Carrier carrier) {
        return shown.map(CompletableFuture::completedFuture).orElseGet(() -> readBack(id, answer, carrier));
    }

    private CompletableFuture<Segment> readBack(SegmentId id, Answer answer, Carrier carrier) {
        return get(id, carrier).exceptionally(failure -> {
            Throwable notRead = Failures.of(failure);
            if (!(notRead instanceof SegmentServiceException)) {
                throw new CompletionException(notRead);
            }
            throw new OutcomeUnknownException(
                    "segment " + id + ": it was written, but could not be read back. " + notRead.getMessage(),
                    answer.summary(),
                    notRead);
        });
    }
}
