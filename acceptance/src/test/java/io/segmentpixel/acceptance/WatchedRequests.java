package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The requests of a client as they leave it: those for pages are noted, and can be answered otherwise than by the sandbox. */
final class WatchedRequests implements Interceptor, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_PLACES = 15;

    private final List<Request> pages = new CopyOnWriteArrayList<>();
    private final Map<Call, CompletableFuture<Void>> cancellations = new ConcurrentHashMap<>();
    private final Dispatcher dispatcher = new Dispatcher();
    private volatile Interceptor answering = chain -> chain.proceed(chain.request());

    WatchedRequests() {
        dispatcher.setMaxRequestsPerHost(MOST_PLACES);
    }

    SegmentClient.Builder client(Sandbox sandbox) {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .addInterceptor(this)
                        .eventListener(new EventListener() {
                            @Override
                            public void canceled(Call call) {
                                cancellation(call).complete(null);
                            }
                        })
                        .build())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()));
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!isPage(chain.request())) {
            return chain.proceed(chain.request());
        }
        pages.add(chain.request());
        return answering.intercept(chain);
    }

    private static boolean isPage(Request request) {
        return request.url().queryParameter("sort") != null;
    }

    /** The number of the segment with which a page is to start, the first being number 0. */
    static int start(Request request) {
        return Integer.parseInt(String.valueOf(request.url().queryParameter("start_element")));
    }

    /** From now on pages are answered like this. */
    void answer(Interceptor like) {
        answering = like;
    }

    static Response answer(Request request, int status, String body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, JSON))
                .build();
    }

    /** The requests for pages, in the order in which they left. */
    List<Request> pages() {
        return pages;
    }

    /** Done when the request is given up. */
    CompletableFuture<Void> cancellation(Call request) {
        return cancellations.computeIfAbsent(request, given -> new CompletableFuture<>());
    }

    int running() {
        return dispatcher.runningCallsCount() + dispatcher.queuedCallsCount();
    }

    /** Waits until nothing is on its way. */
    void awaitIdle() throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        dispatcher.setIdleCallback(idle::countDown);
        if (running() > 0 && !idle.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(running() + " requests are on their way, and stay so");
        }
    }

    @Override
    public void close() {
        dispatcher.cancelAll();
        dispatcher.executorService().shutdown();
    }
}
