package io.segmentpixel.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentId;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/**
 * The client's side of {@link GetCostBenchmark}: warms up, reads one segment many times on one thread, and prints the CPU time
 * of the whole process in nanoseconds and the bytes that all its threads allocated.
 */
final class GetCostClient {
    /** With fewer, the compiler is still at work on what is measured, and longer for the client, which has more code. */
    private static final int WARM_UP = 100_000;

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
            try (BareBackend bare = BareBackend.loggedIn(url, GetCostServer.USER, GetCostServer.PASSWORD)) {
                check(bare.get("segment?id=" + id), id);
                measure(() -> bare.get("segment?id=" + id), calls);
                check(bare.get("segment?id=" + id), id);
            }
        } else {
            try (SegmentClient client = SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(Credentials.password(GetCostServer.USER, GetCostServer.PASSWORD))
                    .build()) {
                measure(() -> client.get(id), calls);
            }
        }
    }

    /** Jackson's tree does not care whether the answer is a failure. */
    private static void check(JsonNode answer, SegmentId id) {
        if (answer.path("response").path("segment").path("id").asInt() != id.value()) {
            throw new IllegalStateException("not the segment that was asked for: " + answer);
        }
    }

    private static void measure(Runnable call, int calls) {
        make(WARM_UP, call);
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
