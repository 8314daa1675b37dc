package io.segmentpixel.acceptance;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Notes the secrets that tests have used: what went over the wire as a token, and passwords. */
final class TokenLog implements Interceptor {
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    TokenLog(String password) {
        SECRETS.add(password);
    }

    static Set<String> secrets() {
        return Set.copyOf(SECRETS);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Optional.ofNullable(chain.request().header("Authorization")).ifPresent(SECRETS::add);
        return chain.proceed(chain.request());
    }
}
