package io.segmentpixel.acceptance;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the platform does with segments and visitors, as plainly as it can be said: no rule of the library is used. */
final class Model {
    static final int LONGEST = 259_200;

    /** A segment. A code, a description or an advertiser that is empty or 0 is none; piggybacks are {@code img} or {@code js} and a number. */
    record Row(
            int id,
            String name,
            String code,
            String description,
            boolean active,
            int minutes,
            int usersyncs,
            List<String> piggybacks,
            int advertiser,
            Instant modified) {
        static Row of(Segment segment) {
            return new Row(
                    segment.id().value(),
                    segment.shortName(),
                    segment.code().map(SegmentCode::value).orElse(""),
                    segment.description().orElse(""),
                    segment.state() == SegmentState.ACTIVE,
                    segment.retention().minutes(),
                    segment.maxUsersyncPixels().orElse(-1),
                    segment.piggybackPixels().stream()
                            .map(pixel -> (pixel.type() == PixelType.IMAGE ? "img" : "js")
                                    + pixel.url().value().replaceAll("\\D", ""))
                            .toList(),
                    segment.advertiserId().map(AdvertiserId::value).orElse(0),
                    segment.lastModified().orElseThrow());
        }
    }

    /** A visitor's stay: a value, -1 for none, and its end. */
    record Stay(int value, Instant until) {}

    /** What the platform says of a call that it does not carry out. */
    enum Refusal {
        MISSING,
        CONFLICT,
        REFUSED
    }

    private final Map<Integer, Row> rows = new TreeMap<>();
    private final List<Map<Integer, Stay>> visitors = List.of(new HashMap<>(), new HashMap<>());
    private int nextId = 528_336;
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    List<Row> all() {
        return List.copyOf(rows.values());
    }

    int nextId() {
        return nextId;
    }

    @Nullable
    Row row(int id) {
        return rows.get(id);
    }

    /** Puts a row there, as a new one or in place of one, unless its code is taken. */
    @Nullable
    Refusal put(Row row) {
        boolean isTaken = rows.values().stream()
                .anyMatch(other -> other.id() != row.id() && !row.code().isEmpty() && same(other.code(), row.code()));
        if (isTaken) {
            return Refusal.CONFLICT;
        }
        if (row.piggybacks().stream().filter(text -> text.startsWith("img")).count()
                > (row.piggybacks().size() == 1 ? 1 : 0)) {
            return Refusal.REFUSED;
        }
        rows.put(row.id(), row);
        nextId = Math.max(nextId, row.id() + 1);
        return null;
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    @Nullable
    Refusal delete(int id) {
        if (rows.remove(id) == null) {
            return Refusal.MISSING;
        }
        visitors.forEach(stays -> stays.remove(id));
        return null;
    }

    List<Row> listed(boolean activeOnly, int advertiser, String search) {
        List<Row> listed = new ArrayList<>();
        for (Row row : rows.values()) {
            String text = (row.id() + "\n" + row.name() + "\n" + row.code()).toLowerCase(Locale.ROOT);
            if ((!activeOnly || row.active())
                    && (advertiser == 0 || row.advertiser() == advertiser)
                    && text.contains(search.toLowerCase(Locale.ROOT))) {
                listed.add(row);
            }
        }
        return listed;
    }

    void adds(int visitor, @Nullable Row row, int value) {
        if (row != null && row.active()) {
            visitors.get(visitor).put(row.id(), new Stay(value, now.plusSeconds(60L * row.minutes())));
        }
    }

    void removes(int visitor, @Nullable Row row) {
        if (row != null) {
            visitors.get(visitor).remove(row.id());
        }
    }

    /** The row whose code is this one to the letter. */
    @Nullable
    Row coded(String code) {
        return rows.values().stream()
                .filter(row -> row.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    Map<Integer, Stay> stays(int visitor) {
        Map<Integer, Stay> present = new TreeMap<>(visitors.get(visitor));
        present.values().removeIf(stay -> !now.isBefore(stay.until()));
        return present;
    }
}
