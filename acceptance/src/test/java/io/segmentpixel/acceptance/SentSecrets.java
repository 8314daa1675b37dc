package io.segmentpixel.acceptance;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Notes the secrets of one client: those that a test names, and the tokens and signed logins that it sends. */
final class SentSecrets implements Interceptor {
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> signedLogins = ConcurrentHashMap.newKeySet();

    void add(String secret) {
        secrets.add(secret);
    }

    Set<String> all() {
        return Set.copyOf(secrets);
    }

    Set<String> tokens() {
        return Set.copyOf(tokens);
    }

    Set<String> signedLogins() {
        return Set.copyOf(signedLogins);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Optional.ofNullable(request.header("Authorization")).ifPresent(token -> {
            tokens.add(token);
            secrets.add(token);
        });
        if (request.url().encodedPath().equals("/v2/auth/jwt")) {
            signed(text(request.body()));
        }
        return chain.proceed(request);
    }

    /** The whole, and the signature alone. */
    private void signed(String login) {
        signedLogins.add(login);
        secrets.add(login);
        secrets.add(login.substring(login.lastIndexOf('.') + 1));
    }

    private static String text(RequestBody body) throws IOException {
        try (Buffer buffer = new Buffer()) {
            body.writeTo(buffer);
            return buffer.readUtf8();
        }
    }
}
