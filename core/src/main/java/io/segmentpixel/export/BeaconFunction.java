package io.segmentpixel.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A JavaScript function that fires the pixel at each call. */
final class BeaconFunction extends LineFormat {
    private static final Set<String> RESERVED = Set.of(
            "arguments",
            "await",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "eval",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "implements",
            "import",
            "in",
            "instanceof",
            "interface",
            "let",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
            "yield");

    /** What the function calls, and what a page cannot name anew. */
    private static final Set<String> TAKEN =
            Set.of("Image", "Infinity", "Math", "NaN", "String", "document", "location", "top", "undefined", "window");

    private final String name;

    BeaconFunction(String name) {
        Check.require(
                name.matches("[A-Za-z_$][A-Za-z0-9_$]*") && !RESERVED.contains(name) && !TAKEN.contains(name),
                "function name",
                "\"" + Text.onOneLine(name) + "\"",
                "must be a JavaScript identifier of A-Z a-z 0-9 _ $, no reserved word, and not what the function uses or a page cannot name anew");
        this.name = name;
    }

    @Override
    public Optional<String> refusal(PixelExport export) {
        return Tag.imageOnly(export);
    }

    /** A browser asks once only for equal addresses, so that each call makes another one. */
    @Override
    void append(PixelExport export, StringBuilder target) {
        target.append("function ").append(name).append("() { new Image().src = \"");
        target.append(export.url());
        target.append('"').append(CacheBuster.EXPRESSION).append("; }");
    }

    /** A second function of the same name would take the place of the first. */
    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Iterator<PixelExport> all = exports.iterator();
        if (!all.hasNext()) {
            return;
        }
        super.write(Stream.of(all.next()), target);
        if (all.hasNext()) {
            throw new UnsupportedExportException(all.next(), "is one too many: function " + name + " fires one pixel")
                    .asItem(2);
        }
    }

    @Override
    public String toString() {
        return "beaconFunction " + name;
    }
}
