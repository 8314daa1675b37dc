package io.segmentpixel.testkit;

import java.util.regex.Pattern;

/** Takes out of requests what must not stand in a journal: passwords, web tokens, tokens of sessions. */
final class Secrets {
    static final String HIDDEN = "***";

    private static final Pattern PARAMETER =
            Pattern.compile("([?&](?:password|token|authorization)=)[^&#]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD = Pattern.compile("password\\W{0,9}[:=]", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN =
            Pattern.compile("hbapi(?::|%3a)[\\w-]+|ey[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The target of a request; a login has no use for a query. */
    static String inTarget(Operation operation, String target) {
        String shown = operation == Operation.LOGIN ? target.replaceFirst("\\?.*", "?" + HIDDEN) : target;
        return inText(PARAMETER.matcher(shown).replaceAll("$1" + HIDDEN));
    }

    /** The body of a request; of a login, the user name is all that may be shown. */
    static String inBody(Operation operation, String body) {
        if (operation == Operation.LOGIN && !body.isEmpty()) {
            return login(body);
        }
        return PASSWORD.matcher(body).find() ? HIDDEN : inText(body);
    }

    private static String login(String body) {
        try {
            String name = Json.in(body, "auth").path("username").asText();
            return "{\"auth\": {\"username\": \"" + name + "\", \"password\": \"" + HIDDEN + "\"}}";
        } catch (ApiException noJson) {
            return HIDDEN;
        }
    }

    private static String inText(String text) {
        return TOKEN.matcher(text).replaceAll(HIDDEN);
    }
}
