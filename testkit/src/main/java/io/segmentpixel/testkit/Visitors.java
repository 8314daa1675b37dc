package io.segmentpixel.testkit;

import java.io.IOException;
import java.net.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the visitors of a sandbox, who share the connections to it and nothing else. */
final class Visitors implements AutoCloseable {
    private final Ports ports;
    private final Set<String> otherHosts;
    private final Memberships memberships;
    private final Journal journal;
    private final AtomicInteger made = new AtomicInteger();
    private @Nullable OkHttpClient browser;

    Visitors(Ports ports, Set<String> otherHosts, Memberships memberships, Journal journal) {
        this.ports = ports;
        this.otherHosts = Set.copyOf(otherHosts);
        this.memberships = memberships;
        this.journal = journal;
    }

    Visitor another() {
        String name = "visitor " + made.incrementAndGet();
        return new Visitor(name, ports.http(), ports::isOne, otherHosts, memberships, journal, browser());
    }

    private synchronized OkHttpClient browser() {
        if (browser == null) {
            browser = new OkHttpClient.Builder()
                    .proxy(Proxy.NO_PROXY)
                    .followRedirects(false)
                    .addNetworkInterceptor(Visitors::onceOnly)
                    .build();
        }
        return browser;
    }

    /** OkHttp would ask again at once where a 503 says that it may, which no browser does. */
    private static Response onceOnly(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request())
                .newBuilder()
                .removeHeader("Retry-After")
                .build();
    }

    @Override
    public synchronized void close() {
        if (browser != null) {
            browser.dispatcher().executorService().shutdown();
            browser.connectionPool().evictAll();
        }
    }
}
