package io.segmentpixel.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.LongStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The client's side of {@link GetCostBenchmark}: warms up, reads one segment many times on one thread, and prints the CPU time
 * of the whole process in nanoseconds and the bytes that all its threads allocated.
 */
final class GetCostClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GetCostClient() {}

    /**
     * Measures.
     *
     * @param arguments {@code bare} or {@code client}, the server's URL, the segment's id, the number of calls
     */
    public static void main(String[] arguments) {
        String url = arguments[1];
        SegmentId id = SegmentId.of(Integer.parseInt(arguments[2]));
        int calls = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("bare")) {
            OkHttpClient http = new OkHttpClient.Builder()
                    .callTimeout(Duration.ofSeconds(30))
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO)
                    .build();
            String token = token(http, url);
            check(bare(http, url, token, id), id);
            measure(() -> bare(http, url, token, id), calls);
            check(bare(http, url, token, id), id);
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        } else {
            try (SegmentClient client = SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(Credentials.password(GetCostServer.USER, GetCostServer.PASSWORD))
                    .build()) {
                measure(() -> client.get(id), calls);
            }
        }
    }

    private static JsonNode bare(OkHttpClient http, String url, String token, SegmentId id) {
        return tree(
                http,
                new Request.Builder()
                        .url(url + "/segment?id=" + id)
                        .header("Authorization", token)
                        .build());
    }

    private static void check(JsonNode answer, SegmentId id) {
        if (answer.path("response").path("segment").path("id").asInt() != id.value()) {
            throw new IllegalStateException("not the segment that was asked for: " + answer);
        }
    }

    private static String token(OkHttpClient http, String url) {
        String login = String.format(
                "{\"auth\":{\"username\":\"%s\",\"password\":\"%s\"}}", GetCostServer.USER, GetCostServer.PASSWORD);
        return tree(
                        http,
                        new Request.Builder()
                                .url(url + "/auth")
                                .post(RequestBody.create(login, MediaType.get("application/json")))
                                .build())
                .path("response")
                .path("token")
                .asText();
    }

    private static JsonNode tree(OkHttpClient http, Request request) {
        try (Response response = http.newCall(request).execute()) {
            return JSON.readTree(response.body().bytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void measure(Runnable call, int calls) {
        make(calls, call); // until all that is hot is compiled
        long cpu = cpu();
        long bytes = bytes();
        make(calls, call);
        System.out.println((cpu() - cpu) + " " + (bytes() - bytes));
    }

    private static void make(int calls, Runnable call) {
        for (int made = 0; made < calls; made++) {
            call.run();
        }
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long bytes() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(ofLiving -> ofLiving > 0)
                .sum();
    }
}
