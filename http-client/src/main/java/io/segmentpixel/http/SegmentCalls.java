package io.segmentpixel.http;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the segment service, for what a caller asks.
 *
 * @param member the member whose segments are created and changed, null for that of the user
 */
record SegmentCalls(@Nullable MemberId member) {
    /** The most that a page of a listing holds. */
    static final int PAGE = 100;

    Call create(NewSegment segment) {
        Call call = Call.post(
                ClientOperation.CREATE, "create segment \"" + segment.name() + "\"", SegmentWriter.create(segment));
        call = with(call, "member_id", segment.member().orElse(member));
        return with(call, "advertiser_id", segment.advertiser().orElse(null));
    }

    Call get(SegmentId id) {
        return Call.get(ClientOperation.GET, "get segment " + id).with("id", id);
    }

    Call find(SegmentCode code) {
        return Call.get(ClientOperation.FIND, "find segment with code " + code).with("code", code);
    }

    /** A page that starts with the so many-th segment, the first being number 0. */
    Call page(SegmentQuery query, int start) {
        return page(query, start == 0 ? "list segments" : "list segments from number " + start, start);
    }

    /** A page that starts with the lowest id that is at least this. */
    Call pageFrom(SegmentQuery query, int id) {
        return page(query, "list segments from id " + id, 0).with("min_id", id);
    }

    /** A page of segments that are named. */
    Call named(SegmentQuery query, List<SegmentId> ids) {
        String words = "list " + ids.size() + " segments from id " + ids.get(0);
        return page(query, words, 0)
                .with("id", ids.stream().map(SegmentId::toString).collect(Collectors.joining(",")));
    }

    private static Call page(SegmentQuery query, String words, int start) {
        Call call = Call.get(ClientOperation.LIST, words)
                .with("sort", "id.asc")
                .with("start_element", start)
                .with("num_elements", PAGE);
        call = with(call, "code", query.code().orElse(null));
        call = with(call, "state", query.state().map(SegmentWriter::wire).orElse(null));
        call = with(call, "advertiser_id", query.advertiser().orElse(null));
        call = with(call, "search", query.searchText().orElse(null));
        call = with(
                call,
                "min_last_modified",
                query.modifiedSince().map(SegmentWriter::wire).orElse(null));
        return query.isOwnOnly() ? call.with("include_shared", 0) : call;
    }

    Call update(SegmentUpdate update) {
        SegmentId id = update.id();
        Call call = Call.put(
                        ClientOperation.UPDATE, "update segment " + id, SegmentWriter.update(update), !update.appends())
                .with("id", id);
        call = with(call, "member_id", update.toMemberLevel().orElse(null));
        return update.appends() ? call.with("append", true) : call;
    }

    /** Several updates, of which all append or none. */
    Call update(List<SegmentUpdate> updates) {
        boolean append = updates.get(0).appends();
        Call call = Call.put(
                ClientOperation.UPDATE_SEVERAL,
                "update of " + updates.size() + " segments",
                SegmentWriter.updates(updates),
                !append);
        call = with(call, "member_id", member);
        return append ? call.with("append", true) : call;
    }

    Call delete(SegmentId id) {
        return Call.delete(ClientOperation.DELETE, "delete segment " + id).with("id", id);
    }

    private static Call with(Call call, String name, @Nullable Object value) {
        return value == null ? call : call.with(name, value);
    }
}
