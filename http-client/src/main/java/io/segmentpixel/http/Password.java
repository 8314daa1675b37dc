package io.segmentpixel.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/** A password. */
record Password(String text) implements Credentials.Proof {
    @Override
    public Call login(String username, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("auth").put("username", username).put("password", text);
        return Call.loginByPassword(body.toString(), Set.of(text));
    }

    @Override
    public String toString() {
        return "password=***";
    }
}
