package io.segmentpixel.acceptance;

import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The operations of the matrix. Each is done in two rounds, so that there is a second call even of those that send one. */
enum MatrixRow {
    LOGIN_BY_PASSWORD(4, "get segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            return loggingIn(stage, round);
        }
    },
    LOGIN_BY_KEY(4, "get segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            return loggingIn(stage, round);
        }
    },
    CREATE_WITH_CODE(4, "create segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            return create(stage, wanted("New " + round).withCode("new_" + round));
        }
    },
    CREATE_WITHOUT_CODE(4, "create segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            return create(stage, wanted("New " + round));
        }
    },
    GET(4, "get segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            return get(stage, round);
        }
    },
    FIND(4, "find segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            List<Claim> claims = new ArrayList<>();
            try {
                claims.add(found(stage, SegmentCode.of("standing_" + round)));
                claims.add(found(stage, SegmentCode.of("absent_" + round)));
                return new Told(claims, Optional.empty());
            } catch (SegmentServiceException failure) {
                return new Told(claims, Optional.of(failure));
            }
        }
    },
    LIST(150, "list segments") {
        @Override
        Told in(MatrixStage stage, int round) {
            List<Segment> seen = new ArrayList<>();
            try (Stream<Segment> all = stage.client().list(SegmentQuery.all())) {
                all.forEach(seen::add);
                return Told.done(new Claim.Listed(seen, true));
            } catch (SegmentServiceException failure) {
                return Told.failed(failure, new Claim.Listed(seen, false));
            }
        }
    },
    UPDATE(4, "update") {
        @Override
        Told in(MatrixStage stage, int round) {
            return update(stage, of(stage, round).rename("Renamed " + round).keptFor(Duration.ofDays(round)));
        }
    },
    APPEND(4, "update") {
        @Override
        Told in(MatrixStage stage, int round) {
            return update(stage, of(stage, round).appendPiggyback(PiggybackPixel.javaScript(APPENDED + round)));
        }
    },
    CLEAR(4, "update") {
        @Override
        Told in(MatrixStage stage, int round) {
            return update(
                    stage, of(stage, round).withoutCode().withoutDescription().replacePiggyback());
        }
    },
    BULK_UPDATE(122, "update") {
        @Override
        Told in(MatrixStage stage, int round) {
            List<SegmentUpdate> updates = Stream.concat(
                            IntStream.rangeClosed(1, 120)
                                    .mapToObj(number -> of(stage, number).rename("Round " + round + ", " + number)),
                            IntStream.rangeClosed(121, 122).mapToObj(number -> of(stage, number)
                                    .appendPiggyback(PiggybackPixel.javaScript(APPENDED + round))))
                    .toList();
            try {
                return new Told(allChanged(updates, stage.client().updateAll(updates)), Optional.empty());
            } catch (BulkUpdateException partly) {
                return new Told(changed(partly), Optional.of(partly));
            }
        }
    },
    BULK_CREATE(4, "create of") {
        @Override
        Told in(MatrixStage stage, int round) {
            List<NewSegment> requests = IntStream.rangeClosed(1, 5)
                    .mapToObj(number -> {
                        NewSegment one = wanted("New " + round + ", " + number);
                        return number > 3 ? one : one.withCode("new_" + round + "_" + number);
                    })
                    .toList();
            try {
                List<Segment> created = stage.client().createAll(requests);
                return new Told(
                        IntStream.range(0, created.size())
                                .<Claim>mapToObj(index -> new Claim.Created(
                                        requests.get(index), Fate.DONE, Optional.of(created.get(index))))
                                .toList(),
                        Optional.empty());
            } catch (BulkCreateException partly) {
                return new Told(
                        partly.outcomes().stream()
                                .<Claim>map(outcome ->
                                        new Claim.Created(outcome.request(), Fate.of(outcome), outcome.segment()))
                                .toList(),
                        Optional.of(partly));
            }
        }
    },
    DELETE(4, "delete segment") {
        @Override
        Told in(MatrixStage stage, int round) {
            SegmentId id = stage.standing(round).id();
            try {
                stage.client().delete(id);
                return Told.done(new Claim.Deleted(id, Fate.DONE));
            } catch (SegmentServiceException failure) {
                return Told.failed(failure, new Claim.Deleted(id, Fate.of(failure)));
            }
        }
    },
    PLAN(4, "") {
        @Override
        Told in(MatrixStage stage, int round) {
            return new PlanCarriedOut(List.of(
                            wanted("Standing 1").withCode("standing_1").withDescription("Round " + round),
                            wanted("New a " + round).withCode("new_a_" + round),
                            wanted("Standing 2").withCode("standing_2").withDescription("Round " + round),
                            wanted("New b " + round).withCode("new_b_" + round)))
                    .by(stage.client());
        }
    };

    private static final String APPENDED = "https://appended.example/";

    private final int seeds;
    private final String words;

    MatrixRow(int seeds, String words) {
        this.seeds = seeds;
        this.words = words;
    }

    /** Does it once, and says what the caller was told. */
    abstract Told in(MatrixStage stage, int round);

    /** How many segments stand there from the beginning. */
    int seeds() {
        return seeds;
    }

    /** What its failures are called, unless it is the login that failed. */
    String words() {
        return words;
    }

    boolean logsInByKey() {
        return this == LOGIN_BY_KEY;
    }

    /** Whether its faults are those of logins. */
    boolean isLogin() {
        return this == LOGIN_BY_PASSWORD || this == LOGIN_BY_KEY;
    }

    boolean isRead() {
        return this == GET || this == FIND || this == LIST;
    }

    boolean isCreate() {
        return this == CREATE_WITH_CODE || this == CREATE_WITHOUT_CODE;
    }

    /** Whether it does no more when it is said twice. */
    boolean isRepeatable() {
        return isRead() || isLogin() || this == UPDATE || this == CLEAR || this == DELETE;
    }

    private static NewSegment wanted(String name) {
        return NewSegment.named(name).keptFor(Duration.ofDays(30));
    }

    private static SegmentUpdate of(MatrixStage stage, int number) {
        return SegmentUpdate.of(stage.standing(number).id());
    }

    private static Told loggingIn(MatrixStage stage, int round) {
        if (round > 1) {
            stage.sandbox().endSessions();
        }
        return get(stage, round);
    }

    private static Told get(MatrixStage stage, int round) {
        try {
            return Told.done(
                    new Claim.Shown(stage.client().get(stage.standing(round).id())));
        } catch (SegmentServiceException failure) {
            return Told.failed(failure);
        }
    }

    private static Claim found(MatrixStage stage, SegmentCode code) {
        return stage.client().find(code).<Claim>map(Claim.Shown::new).orElseGet(() -> new Claim.Absent(code));
    }

    private static Told create(MatrixStage stage, NewSegment request) {
        try {
            Segment created = stage.client().create(request);
            return Told.done(new Claim.Created(request, Fate.DONE, Optional.of(created)));
        } catch (SegmentServiceException failure) {
            return Told.failed(failure, new Claim.Created(request, Fate.of(failure), Optional.empty()));
        }
    }

    private static Told update(MatrixStage stage, SegmentUpdate update) {
        try {
            return Told.done(new Claim.Changed(
                    update, Fate.DONE, Optional.of(stage.client().update(update))));
        } catch (SegmentServiceException failure) {
            return Told.failed(failure, new Claim.Changed(update, Fate.of(failure), Optional.empty()));
        }
    }

    private static List<Claim> allChanged(List<SegmentUpdate> updates, List<Segment> standing) {
        return IntStream.range(0, updates.size())
                .<Claim>mapToObj(
                        index -> new Claim.Changed(updates.get(index), Fate.DONE, Optional.of(standing.get(index))))
                .toList();
    }

    static List<Claim> changed(BulkUpdateException partly) {
        return partly.outcomes().stream()
                .<Claim>map(outcome -> new Claim.Changed(outcome.update(), Fate.of(outcome), outcome.segment()))
                .toList();
    }
}
