package io.segmentpixel.page;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A text as bytes, whose changes become changes of the bytes. No other byte changes, even where the bytes are no text in that
 * charset: what cannot be read stands in the text as U+FFFD, and in the bytes as it was.
 */
final class EncodedText {
    private final byte[] bytes;
    private final Charset charset;
    private final Charset writing;
    private final String text;

    /**
     * A text.
     *
     * @param charset what the bytes are read by
     * @param writing what new text is written in, of which the charset must be able to read every byte
     */
    EncodedText(byte[] bytes, Charset charset, Charset writing) {
        this.bytes = bytes;
        this.charset = charset;
        this.writing = writing;
        this.text = read(bytes);
    }

    EncodedText(byte[] bytes, Charset charset) {
        this(bytes, charset, charset.canEncode() ? charset : StandardCharsets.US_ASCII);
    }

    String text() {
        return text;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The text after changes, by the same charset. */
    EncodedText changed(Edits edits) {
        return new EncodedText(with(edits), charset, writing);
    }

    /** A text with a character reference for each character that cannot be written, in decimal digits. */
    String writable(String addition) {
        CharsetEncoder encoder = writing.newEncoder();
        if (encoder.canEncode(addition)) {
            return addition;
        }
        StringBuilder writable = new StringBuilder(addition.length());
        addition.codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> writable.append(
                        encoder.canEncode(character) ? character : "&#" + character.codePointAt(0) + ";"));
        return writable.toString();
    }

    /**
     * The bytes after changes of the text.
     *
     * @throws PlacementException if the bytes around a change would be read as something else
     */
    byte[] with(Edits edits) {
        if (edits.isEmpty()) {
            return bytes;
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length);
        Offsets offsets = new Offsets();
        int copied = 0;
        for (Edit edit : edits.all()) {
            int start = offsets.of(edit.start());
            changed.write(bytes, copied, start - copied);
            changed.writeBytes(edit.text().getBytes(writing));
            copied = offsets.of(edit.end());
        }
        changed.write(bytes, copied, bytes.length - copied);
        byte[] result = changed.toByteArray();
        if (!read(result).equals(edits.applyTo(text))) {
            throw new PlacementException("bytes: in " + charset
                    + " they would be read as something else beside the tag; save the page in UTF-8");
        }
        return result;
    }

    private String read(byte[] source) {
        try {
            return decoder().decode(ByteBuffer.wrap(source)).toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException("what cannot be read is replaced", impossible);
        }
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Which byte a character begins at; asked in the order of the text. */
    private final class Offsets {
        private final CharsetDecoder decoder = decoder();
        private final ByteBuffer in = ByteBuffer.wrap(bytes);
        private final CharBuffer out = CharBuffer.allocate(Math.max(1, Math.min(text.length(), 8_192)));
        private int characters;

        int of(int offset) {
            while (characters < offset) {
                out.clear().limit(Math.min(out.capacity(), offset - characters));
                decoder.decode(in, out, true);
                characters += out.position();
                if (out.position() == 0) {
                    return bytes.length;
                }
            }
            return in.position();
        }
    }
}
