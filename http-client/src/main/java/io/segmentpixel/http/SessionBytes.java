package io.segmentpixel.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of all users, as bytes.
 *
 * <p>Texts are written char by char after their length, so that every text comes back as it was, however long it is.
 */
final class SessionBytes {
    private SessionBytes() {}

    static byte[] of(Map<String, Kept> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(all.size());
            for (Map.Entry<String, Kept> entry : all.entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue().session(), out);
                write(entry.getValue().hold(), out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #of} wrote; may be changed. */
    static Map<String, Kept> read(byte[] bytes) throws IOException {
        Map<String, Kept> all = new TreeMap<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        for (int users = in.readInt(); users > 0; users--) {
            all.put(text(in), new Kept(session(in), hold(in)));
        }
        return all;
    }

    private static void write(StoredSession session, DataOutputStream out) throws IOException {
        write(session.token().orElse(""), out);
        out.writeInt(session.logins().size());
        for (Instant login : session.logins()) {
            write(login, out);
        }
    }

    private static StoredSession session(DataInputStream in) throws IOException {
        String token = text(in);
        StoredSession session =
                token.isEmpty() ? StoredSession.none() : StoredSession.none().withToken(token);
        for (int logins = in.readInt(); logins > 0; logins--) {
            session = session.withLogin(instant(in));
        }
        return session;
    }

    private static void write(Hold hold, DataOutputStream out) throws IOException {
        write(hold.holder(), out);
        write(hold.since(), out);
        write(hold.until(), out);
    }

    private static Hold hold(DataInputStream in) throws IOException {
        return new Hold(text(in), instant(in), instant(in));
    }

    private static void write(Instant instant, DataOutputStream out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Character.BYTES) {
            throw new EOFException("a text ends too early");
        }
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }
}
