package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The segment service of the sandbox: each request becomes a call of the backend, each result the platform's JSON. */
final class SegmentApi {
    private static final int LARGEST_PAGE = 100;

    private final Backend backend;

    SegmentApi(Backend backend) {
        this.backend = backend;
    }

    /** The body of the answer to a request of this member's user. */
    ObjectNode answer(MemberId user, String method, Parameters query, String body) {
        return switch (method) {
            case "GET" -> read(user, query);
            case "POST" -> create(user, query, body);
            case "PUT" -> update(user, query, body);
            case "DELETE" -> delete(user, query);
            default -> throw ApiException.syntax("method " + method + ": not known here");
        };
    }

    private ObjectNode create(MemberId user, Parameters query, String body) {
        if (query.hasAny("advertiser_code")) {
            throw ApiException.syntax("advertiser_code: the sandbox knows advertisers by advertiser_id only");
        }
        Segment created = backend.create(
                user,
                new Fields(Json.in(body, "segment"))
                        .created(
                                query.number("member_id").map(MemberId::of),
                                query.number("advertiser_id").map(AdvertiserId::of)));
        ObjectNode payload = one(created);
        payload.put("id", created.id().value());
        return ok(payload, "segment");
    }

    private ObjectNode update(MemberId user, Parameters query, String body) {
        JsonNode several = Json.in(body, "segments");
        return several.isArray() ? updateSeveral(user, query, several) : updateOne(user, query, body);
    }

    private ObjectNode updateOne(MemberId user, Parameters query, String body) {
        SegmentId id = named(user, query);
        SegmentUpdate update =
                new Fields(Json.in(body, "segment")).update(id, owner(user, query), query.isTrue("append"));
        Segment updated = backend.update(user, List.of(update)).get(0);
        ObjectNode payload = one(updated);
        payload.put("id", updated.id().toString());
        return ok(payload, "segment");
    }

    private ObjectNode updateSeveral(MemberId user, Parameters query, JsonNode several) {
        List<SegmentUpdate> updates = new ArrayList<>();
        Set<SegmentId> ids = new HashSet<>();
        for (JsonNode object : several) {
            SegmentId id =
                    SegmentId.of(Parameters.number("id", object.path("id").asText("")));
            if (!ids.add(id)) {
                throw ApiException.syntax("id " + id + ": named twice");
            }
            updates.add(new Fields(object).update(id, owner(user, query), query.isTrue("append")));
        }
        ObjectNode payload = Json.object();
        payload.put("count", updates.size());
        for (Segment updated : backend.update(user, updates)) {
            payload.withObject("/segments").set(updated.id().toString(), Json.of(updated));
            payload.withArray("ids").add(updated.id().value());
            payload.withArray("id").add(updated.id().value());
        }
        return ok(payload, "segments");
    }

    private ObjectNode delete(MemberId user, Parameters query) {
        SegmentId id = named(user, query);
        backend.delete(user, id);
        ObjectNode payload = Json.object();
        payload.put("count", 1);
        payload.put("id", id.toString());
        return ok(payload, "not_found");
    }

    private ObjectNode read(MemberId user, Parameters query) {
        boolean isListing = query.hasAny("num_elements", "start_element", "sort")
                || query.numbers("id").size() > 1;
        return !isListing && query.hasAny("id", "code") ? readOne(user, query) : list(user, query);
    }

    private ObjectNode readOne(MemberId user, Parameters query) {
        ObjectNode payload = one(backend.get(user, named(user, query)));
        payload.put("start_element", 0);
        payload.put("num_elements", LARGEST_PAGE);
        return ok(payload, "segment");
    }

    private ObjectNode list(MemberId user, Parameters query) {
        int start = Math.max(0, query.number("start_element").orElse(0));
        int size =
                Math.min(LARGEST_PAGE, Math.max(1, query.number("num_elements").orElse(LARGEST_PAGE)));
        List<ObjectNode> matching = backend.from(user, 1, SegmentFilter.of(query), Long.MAX_VALUE).stream()
                .map(Json::of)
                .filter(SegmentFilter.byField(query))
                .sorted(SegmentFilter.order(query))
                .toList();
        ObjectNode payload = Json.object();
        payload.put("count", matching.size());
        payload.put("start_element", start);
        payload.put("num_elements", size);
        payload.putArray("segments")
                .addAll(matching.stream().skip(start).limit(size).toList());
        return ok(payload, "segments");
    }

    /** The segment that id or code names; a code in whatever case. */
    private SegmentId named(MemberId user, Parameters query) {
        Optional<SegmentId> id = query.number("id").map(SegmentApi::asked);
        return id.or(() -> query.text("code").map(code -> byCode(user, code)))
                .orElseThrow(() -> ApiException.syntax("id: must be named"));
    }

    private static SegmentId asked(int id) {
        if (id <= 0) {
            throw new ApiException("SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: " + id);
        }
        return SegmentId.of(id);
    }

    private SegmentId byCode(MemberId user, String code) {
        return backend.find(user, SegmentCode.existing(code))
                .map(Segment::id)
                .orElseThrow(() -> new ApiException("SYNTAX", "NOTFOUND_SEGMENT", "segment code not found: " + code));
    }

    private static MemberId owner(MemberId user, Parameters query) {
        return query.number("member_id").map(MemberId::of).orElse(user);
    }

    private static ObjectNode one(Segment segment) {
        ObjectNode payload = Json.object();
        payload.put("count", 1);
        payload.set("segment", Json.of(segment));
        return payload;
    }

    private ObjectNode ok(ObjectNode payload, String outputTerm) {
        return Json.ok(payload, outputTerm, backend.clock().instant());
    }
}
