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
import java.util.function.Supplier;

/** The segment service of the sandbox: each request becomes a call of the backend, each result the platform's JSON. */
final class SegmentApi {
    private static final int LARGEST_PAGE = 100;

    private final Backend backend;
    private final SandboxUser user;
    private final MemberId member;
    private final Parameters query;

    SegmentApi(Backend backend, SandboxUser user, Parameters query) {
        this.backend = backend;
        this.user = user;
        this.member = user.member();
        this.query = query;
    }

    /** The body of the answer to a request. */
    ObjectNode answer(Operation operation, String method, String body) {
        refuseOtherMembers();
        if (operation.isWrite() && !user.mayWrite()) {
            throw new ApiException("UNAUTH", "", "user " + user.name() + ": may read, and not write");
        }
        return switch (operation) {
            case READ -> readOne();
            case LIST -> list();
            case CREATE -> create(body);
            case UPDATE -> backend.inOne(() -> updateOne(body));
            case UPDATE_SEVERAL -> backend.inOne(() -> updateSeveral(body));
            case DELETE -> delete();
            default -> throw ApiException.syntax("method " + method + ": not known here");
        };
    }

    private void refuseOtherMembers() {
        query.number("member_id").filter(asked -> asked != member.value()).ifPresent(asked -> {
            throw new ApiException(
                    "UNAUTH", "", "member " + asked + ": the user belongs to member " + member + " and may not do it");
        });
    }

    private ObjectNode create(String body) {
        Segment created = backend.create(member, new Fields(Json.in(body, "segment")).created(advertiser()));
        ObjectNode payload = one(created);
        payload.put("id", created.id().value());
        return ok(payload, "segment");
    }

    private Optional<AdvertiserId> advertiser() {
        Optional<AdvertiserId> byCode = query.text("advertiser_code").map(code -> backend.advertiser(code)
                .orElseThrow(() -> ApiException.syntax("advertiser code not found: " + code)));
        return query.number("advertiser_id").map(AdvertiserId::of).or(() -> byCode);
    }

    private ObjectNode updateOne(String body) {
        Segment named = named();
        SegmentUpdate update = new Fields(Json.in(body, "segment")).update(named, query.isTrue("append"));
        Segment updated = backend.update(member, List.of(update)).get(0);
        ObjectNode payload = one(updated);
        payload.put("id", updated.id().toString());
        return ok(payload, "segment");
    }

    private ObjectNode updateSeveral(String body) {
        JsonNode several = Json.in(body, "segments");
        if (!several.isArray()) {
            throw ApiException.syntax("id: must be named, or segments be an array");
        }
        List<SegmentUpdate> updates = new ArrayList<>();
        Set<SegmentId> ids = new HashSet<>();
        for (JsonNode object : several) {
            Fields fields = new Fields(object);
            SegmentId id = asked(Parameters.number("id", object.path("id").asText("")));
            if (!ids.add(id)) {
                throw ApiException.syntax("id " + id + ": named twice");
            }
            updates.add(fields.update(backend.get(member, id), query.isTrue("append")));
        }
        ObjectNode payload = Json.object();
        payload.put("count", updates.size());
        payload.putObject("segments");
        payload.putArray("ids");
        payload.putArray("id");
        for (Segment updated : backend.update(member, updates)) {
            payload.withObject("/segments").set(updated.id().toString(), shown(updated));
            payload.withArray("ids").add(updated.id().value());
            payload.withArray("id").add(updated.id().value());
        }
        return ok(payload, "segments");
    }

    private ObjectNode delete() {
        SegmentId id = named().id();
        backend.delete(member, id);
        ObjectNode payload = Json.object();
        payload.put("count", 1);
        payload.put("id", id.toString());
        return ok(payload, "not_found");
    }

    private ObjectNode readOne() {
        ObjectNode payload = one(named());
        payload.put("start_element", 0);
        payload.put("num_elements", LARGEST_PAGE);
        return ok(payload, "segment");
    }

    private ObjectNode list() {
        int start = asked("start_element", 0, 0);
        int size = Math.min(LARGEST_PAGE, asked("num_elements", 1, LARGEST_PAGE));
        List<Supplier<ObjectNode>> matching = matching(new SegmentFilter(query, member));
        ObjectNode payload = Json.object();
        payload.put("count", matching.size());
        payload.put("start_element", start);
        payload.put("num_elements", size);
        payload.putArray("segments")
                .addAll(matching.stream()
                        .skip(start)
                        .limit(size)
                        .map(json -> shown(json.get()))
                        .toList());
        return ok(payload, "segments");
    }

    /** The objects of a listing, in its order; where no other field has a say in it, they are written when they are shown. */
    private List<Supplier<ObjectNode>> matching(SegmentFilter filter) {
        Optional<Integer> leastId = filter.leastIdIfAllByName();
        List<Segment> named = backend.from(member, leastId.orElse(1), filter.byName(), Long.MAX_VALUE);
        if (leastId.isPresent()) {
            return named.stream()
                    .map(segment -> (Supplier<ObjectNode>) () -> Json.of(segment))
                    .toList();
        }
        return named.stream()
                .map(Json::of)
                .filter(filter.byField())
                .sorted(filter.order())
                .map(json -> (Supplier<ObjectNode>) () -> json)
                .toList();
    }

    private int asked(String name, int least, int usual) {
        int number = query.number(name).orElse(usual);
        if (number < least) {
            throw ApiException.syntax(name + " " + number + ": must be " + least + " or greater");
        }
        return number;
    }

    /** The segment that id or code names, a code in whatever case; where an advertiser is named too, it must stand there. */
    private Segment named() {
        Segment named = query.number("id")
                .map(id -> backend.get(member, asked(id)))
                .or(() -> query.text("code").map(this::byCode))
                .orElseThrow(() -> ApiException.syntax("id: must be named"));
        Optional<AdvertiserId> advertiser = advertiser();
        if (advertiser.isPresent() && !named.advertiserId().equals(advertiser)) {
            throw ApiException.missing("id not found: " + named.id() + " at advertiser " + advertiser.get());
        }
        return named;
    }

    private static SegmentId asked(int id) {
        if (id <= 0) {
            throw ApiException.missing("id not found: " + id);
        }
        return SegmentId.of(id);
    }

    private Segment byCode(String code) {
        return backend.find(member, SegmentCode.existing(code))
                .orElseThrow(() -> ApiException.missing("code not found: " + code));
    }

    private ObjectNode one(Segment segment) {
        ObjectNode payload = Json.object();
        payload.put("count", 1);
        payload.set("segment", shown(segment));
        return payload;
    }

    private ObjectNode shown(Segment segment) {
        return shown(Json.of(segment));
    }

    /** The object as the query asks to see it: with ids of query-string values, and with some of its fields only. */
    private ObjectNode shown(ObjectNode json) {
        if (query.isTrue("show_querystring_ids")) {
            TriggerFields.showIdsOfValues(json);
        }
        List<String> fields = query.fields();
        return fields.isEmpty() ? json : json.retain(fields);
    }

    private ObjectNode ok(ObjectNode payload, String outputTerm) {
        return Json.ok(payload, outputTerm, backend.clock().instant());
    }
}
