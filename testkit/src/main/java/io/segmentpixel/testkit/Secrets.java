package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes out of requests what must not stand in a journal: passwords, web tokens, tokens of sessions. */
final class Secrets {
    static final String HIDDEN = "***";

    private static final Pattern PARAMETER = Pattern.compile(
            "([?&;](?:pass\\w*|pwd|token|authorization|hbfapi_sessid)=)[^&;]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern ENCODED_LETTER = Pattern.compile("%([46][1-9A-Fa-f]|[57][0-9Aa])");
    private static final Pattern PASSWORD =
            Pattern.compile("(pass\\w*|pwd|token)\\W{0,9}[:=]", Pattern.CASE_INSENSITIVE);
    private static final List<String> FIELDS = List.of("password", "Password", "passwd", "pwd", "token");
    private static final Pattern TOKEN =
            Pattern.compile("(?i:hbapi(?::|%3a))[\\w-]+|(?<![\\w-])eyJ[\\w-]{6,}\\.[\\w-]+\\.[\\w-]*");

    private Secrets() {}

    /** The target of a request; a login has no use for a query. */
    static String inTarget(Operation operation, String target) {
        String plain = USER.matcher(ENCODED_LETTER.matcher(target).replaceAll(Secrets::letter))
                .replaceFirst("//" + HIDDEN + "@");
        String shown = operation == Operation.LOGIN ? plain.replaceFirst("[?#].*", "?" + HIDDEN) : plain;
        return inText(PARAMETER.matcher(shown).replaceAll("$1" + HIDDEN));
    }

    /** The body of a request; of a login, the user name is all that may be shown, of a call that nobody knows nothing. */
    static String inBody(Operation operation, String body) {
        if (operation == Operation.LOGIN && !body.isEmpty()) {
            return login(body);
        }
        boolean isOfUnknownCall = operation == Operation.OTHER && !body.isEmpty();
        return isOfUnknownCall || holdsPassword(body) ? HIDDEN : inText(body);
    }

    /** By its fields; a text that is no JSON, by its looks. */
    private static boolean holdsPassword(String body) {
        try {
            JsonNode json = Json.read(body);
            return FIELDS.stream().anyMatch(field -> json.findValue(field) != null);
        } catch (ApiException noJson) {
            return PASSWORD.matcher(body).find();
        }
    }

    private static String login(String body) {
        try {
            String name = Json.in(body, "auth").path("username").asText();
            ObjectNode shown = Json.object();
            shown.putObject("auth").put("username", inText(name)).put("password", HIDDEN);
            return shown.toString();
        } catch (ApiException noJson) {
            return HIDDEN;
        }
    }

    private static String letter(MatchResult encoded) {
        return Character.toString(Integer.parseInt(encoded.group(1), 16));
    }

    /** Any text: tokens that the sandbox or a key has made. */
    static String inText(String text) {
        return TOKEN.matcher(text).replaceAll(HIDDEN);
    }
}
