package io.segmentpixel.page.report;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * JSON that is written as it comes. All of it is ASCII: other characters are escaped, so that nothing depends on the charset of
 * what it goes to, and what is no valid text in any charset comes through too.
 */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean needsComma;

    Json open(char bracket) {
        value();
        text.append(bracket);
        needsComma = false;
        return this;
    }

    Json close(char bracket) {
        text.append(bracket);
        needsComma = true;
        return this;
    }

    /** The name of a member, in front of its value. */
    Json name(String name) {
        value();
        quote(name);
        text.append(':');
        needsComma = false;
        return this;
    }

    Json value(String value) {
        value();
        quote(value);
        return this;
    }

    Json value(long value) {
        value();
        text.append(value);
        return this;
    }

    Json value(boolean value) {
        value();
        text.append(value);
        return this;
    }

    Json member(String name, String value) {
        return name(name).value(value);
    }

    Json member(String name, long value) {
        return name(name).value(value);
    }

    Json member(String name, boolean value) {
        return name(name).value(value);
    }

    /** A member with {@code null} where there is nothing. */
    Json member(String name, Optional<String> value) {
        name(name);
        if (value.isPresent()) {
            return value(value.get());
        }
        value();
        text.append("null");
        return this;
    }

    /** A member that is an object. */
    Json object(String name, Runnable members) {
        name(name).open('{');
        members.run();
        return close('}');
    }

    /** An object for each. */
    <T> Json objects(String name, Iterable<T> elements, Consumer<T> members) {
        name(name).open('[');
        for (T element : elements) {
            open('{');
            members.accept(element);
            close('}');
        }
        return close(']');
    }

    /** A line break, for people: it stands between values and means nothing. */
    Json line() {
        if (needsComma) {
            text.append(',');
            needsComma = false;
        }
        text.append('\n');
        return this;
    }

    /** A line break behind which something is closed. */
    Json lastLine() {
        text.append('\n');
        return this;
    }

    private void value() {
        if (needsComma) {
            text.append(',');
        }
        needsComma = true;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
    }

    private void character(char character) {
        if (character == '"' || character == '\\') {
            text.append('\\').append(character);
        } else if (character == '\n') {
            text.append("\\n");
        } else if (character < ' ' || character > '~') {
            text.append(String.format("\\u%04x", (int) character));
        } else {
            text.append(character);
        }
    }

    /** Hands over what was written since the last time. */
    void drainTo(Destination out) throws IOException {
        out.append(text);
        text.setLength(0);
    }
}
