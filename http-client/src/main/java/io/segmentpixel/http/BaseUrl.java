package io.segmentpixel.http;

import okhttp3.HttpUrl;

/** The rules for the address of the backend. */
final class BaseUrl {
    private BaseUrl() {}

    static HttpUrl checked(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw refused(shown(text), "must be an absolute https address, as in https://api.example.com");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused(url.newBuilder().username("").password("").toString(), "must hold no user name or password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw refused(shown(text), "must hold no query and no fragment");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw refused(shown(text), "must be https; plain http is for loopback addresses only");
        }
        boolean endsInSlash = url.pathSegments().get(url.pathSize() - 1).isEmpty();
        return endsInSlash
                ? url.newBuilder().removePathSegment(url.pathSize() - 1).build()
                : url;
    }

    /** Whether a host name means this machine, without asking a name server. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String shown(String text) {
        return "\"" + text.replaceAll("//[^/@]*@", "//") + "\"";
    }

    private static IllegalArgumentException refused(String value, String rule) {
        return new IllegalArgumentException("base URL " + value + ": " + rule);
    }
}
