package io.segmentpixel.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/** A way in which a backend lists otherwise than it ought to: it understands less of the request, or says other things beside it. */
record OddListing(UnaryOperator<HttpUrl> request, Consumer<ObjectNode> answer) implements Interceptor {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What does not touch the counting. */
    enum Paging {
        AS_IT_OUGHT,
        IGNORES_START,
        IGNORES_MIN_ID,
        IGNORES_START_AND_MIN_ID,
        IGNORES_SORT,
        SORTS_BACKWARDS,
        IGNORES_IDS,
        PAGES_OF_37,
        PAGES_OF_1,
        PAGES_OF_37_AND_IGNORES_START;

        /** What it understands of a request. */
        HttpUrl understood(HttpUrl url) {
            return switch (this) {
                case AS_IT_OUGHT -> url;
                case IGNORES_START -> without(url, "start_element");
                case IGNORES_MIN_ID -> without(url, "min_id");
                case IGNORES_START_AND_MIN_ID -> without(url, "start_element", "min_id");
                case IGNORES_SORT -> with(url, "sort", "short_name.asc");
                case SORTS_BACKWARDS -> with(url, "sort", "id.desc");
                case IGNORES_IDS -> without(url, "id");
                case PAGES_OF_37 -> with(url, "num_elements", "37");
                case PAGES_OF_1 -> with(url, "num_elements", "1");
                case PAGES_OF_37_AND_IGNORES_START -> with(without(url, "start_element"), "num_elements", "37");
            };
        }

        /** What it does so badly that nobody can list all by it. */
        boolean mayBeRefused() {
            return switch (this) {
                case IGNORES_MIN_ID, IGNORES_START_AND_MIN_ID, IGNORES_SORT, SORTS_BACKWARDS, IGNORES_IDS -> true;
                default -> false;
            };
        }
    }

    /** What the answer counts. */
    enum Counting {
        ALL,
        NOTHING,
        NULL,
        AS_TEXT,
        AS_DECIMAL,
        AS_WORD,
        THE_PAGE,
        ZERO,
        ONE,
        NEGATIVE,
        HALF,
        ONE_LESS,
        ONE_MORE,
        TWICE,
        THE_GREATEST,
        TOO_GREAT;

        void say(ObjectNode answer) {
            int count = answer.path("count").asInt();
            switch (this) {
                case ALL -> {}
                case NOTHING -> answer.remove("count");
                case NULL -> answer.putNull("count");
                case AS_TEXT -> answer.put("count", String.valueOf(count));
                case AS_DECIMAL -> answer.put("count", count + ".0");
                case AS_WORD -> answer.put("count", "many");
                case THE_PAGE -> answer.put("count", answer.path("segments").size());
                case ZERO -> answer.put("count", 0);
                case ONE -> answer.put("count", 1);
                case NEGATIVE -> answer.put("count", -1);
                case HALF -> answer.put("count", count / 2);
                case ONE_LESS -> answer.put("count", count - 1);
                case ONE_MORE -> answer.put("count", count + 1);
                case TWICE -> answer.put("count", count * 2);
                case THE_GREATEST -> answer.put("count", Integer.MAX_VALUE);
                case TOO_GREAT -> answer.put("count", 1_000_000_000_000L);
            }
        }
    }

    static OddListing of(Paging paging, Counting counting) {
        return new OddListing(paging::understood, counting::say);
    }

    /** With all ids greater by so many, in numbers that need not be ints. */
    static OddListing ofGreaterIds(long more) {
        return new OddListing(
                url -> {
                    String least = url.queryParameter("min_id");
                    return least == null ? url : with(url, "min_id", String.valueOf(Long.parseLong(least) - more));
                },
                answer -> answer.path("segments").forEach(segment -> ((ObjectNode) segment)
                        .put("id", segment.path("id").asLong() + more)));
    }

    private static HttpUrl without(HttpUrl url, String... names) {
        HttpUrl.Builder left = url.newBuilder();
        for (String name : names) {
            left.removeAllQueryParameters(name);
        }
        return left.build();
    }

    private static HttpUrl with(HttpUrl url, String name, String value) {
        return url.newBuilder().setQueryParameter(name, value).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl understood = request.apply(chain.request().url());
        try (Response usual =
                chain.proceed(chain.request().newBuilder().url(understood).build())) {
            ObjectNode body = (ObjectNode) JSON.readTree(usual.body().string());
            answer.accept((ObjectNode) body.get("response"));
            return WatchedRequests.answer(chain.request(), usual.code(), body.toString());
        }
    }
}
