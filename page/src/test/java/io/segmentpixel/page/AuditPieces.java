package io.segmentpixel.page;

import io.segmentpixel.page.TagWriter.Call;
import io.segmentpixel.page.TagWriter.PageKind;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Pieces of pages, with the {@linkplain MarkedPage marks} of what is wrong with them. No call is made in two of them. */
final class AuditPieces {
    private static final String END = "<!-- End of Segment Pixel -->";

    private final Random random;
    private final PageKind kind;
    private final TagWriter writer;
    private final FlawedTags flawed;
    private final HarmlessPieces harmless;
    private final DuplicatePieces duplicates;

    AuditPieces(Random random, PageKind kind, Supplier<Integer> ids) {
        this.random = random;
        this.kind = kind;
        this.writer = new TagWriter(random, kind, ids);
        this.flawed = new FlawedTags(random, writer);
        this.harmless = new HarmlessPieces(random, kind, writer, flawed);
        this.duplicates = new DuplicatePieces(random, writer, flawed);
    }

    /** A piece that nothing is wrong with. */
    String harmless() {
        return harmless.next();
    }

    /** A page's last line, with a call that is made before. */
    String lastDuplicate() {
        return duplicates.last();
    }

    /** A piece with at least one fault. */
    String faulty() {
        return writer.anyOf(
                () -> writer.within(flawed::next),
                () -> writer.within(flawed::next),
                () -> writer.within(flawed::next),
                () -> writer.within(() -> "<noscript>" + flawed.image() + "</noscript>"),
                () -> writer.within(duplicates::mended),
                () -> writer.within(duplicates::flawed),
                () -> writer.within(duplicates::kept),
                () -> writer.within(this::other),
                () -> writer.within(this::other),
                () -> writer.within(this::other),
                this::inFrame);
    }

    private String other() {
        return writer.anyOf(
                this::commentedOut,
                this::inScript,
                this::goesElsewhere,
                this::unclosed,
                this::foreignComment,
                this::nameless,
                this::ampPixel,
                flawed::another,
                flawed::another,
                flawed::glued,
                flawed::gluedTwice,
                this::namedFlawed,
                this::flawedBranch);
    }

    private String commentedOut() {
        String tag =
                MarkedPage.unmarked(writer.anyOf(harmless::tag, flawed::next, () -> writer.script(writer.segment())));
        String next = writer.image(writer.segment()).replace("[[script-on-amp]]", "");
        return writer.anyOf(
                () -> "<!-- [[commented-out]]" + tag + " -->",
                () -> "<!--\n\t[[commented-out]]" + tag + "\n-->",
                () -> "<!--[if IE]> [[commented-out]]" + tag + " <![endif]-->",
                () -> "<!-- off since May: [[commented-out]]" + tag + "<br>\n[[commented-out]]" + next + " -->");
    }

    private String inScript() {
        Call call = writer.segment("t=2");
        return writer.anyOf(
                () -> script("new Image().src = \"[[mangled-ampersand!]]" + writer.text(call.mangled()) + "\"; go();"),
                () -> script(
                        "var s = '" + writer.markOfWrongOrigin() + writer.text(call.from(writer.wrongOrigin())) + "';"),
                () -> script("/* \ud83d\udc5f */ beacon('[[plain-value]]" + writer.text(call.with("value=7")) + "')"),
                () -> script("\n\t\tload(\"[[code-without-member]]"
                        + writer.text(writer.call("/seg", "add_code=code_" + writer.next(), "t=1")) + "\");\n"));
    }

    private String goesElsewhere() {
        String before = writer.one(
                "https://web.archive.org/web/2015/", "https://web.archive.org/web/20190412im_/", "/web/2015/");
        return "[[goes-elsewhere]]<img src=\"" + before + (kind.isSecure() ? "https" : "http")
                + "://secure.adnxs.com/seg?add=" + writer.next() + "&t=2\">";
    }

    private String unclosed() {
        String start =
                "<script src=\"" + writer.address(writer.segment("t=1")) + "\"" + writer.one(">", " />", " async>");
        return "[[unclosed-script]]" + writer.marksOfScript() + start + "\n<p>lost</p>\n<script></script>";
    }

    private String foreignComment() {
        String foreign = writer.one("", "\n\n", "<img src=\"https://www.example.com/p.gif?add=1\">", "<p>text</p>");
        return writer.anyOf(
                () -> "[[foreign-comment]]" + writer.named(foreign),
                () -> "[[foreign-comment]]" + writer.named(writer.image(writer.call("/px", "id=" + writer.next()))),
                () -> "[[foreign-comment]]"
                        + writer.named(writer.image(writer.segment())).replace("Segment Pixel", "Conversion Pixel"));
    }

    private String nameless() {
        return "[[damaged-comment]]<!-- Segment Pixel - " + writer.one("", "- ", "  ") + "DO NOT MODIFY -->\n"
                + writer.image(writer.segment()) + "\n" + END;
    }

    /** Half of what stands around a tag; two of them would make a whole, and no fault. */
    String halfOfComment() {
        String opening = "<!-- Segment Pixel - Shop - DO NOT MODIFY -->";
        return writer.anyOf(
                () -> "[[damaged-comment]]" + opening + "\n" + harmless.tag(),
                () -> harmless.tag() + "\n[[damaged-comment]]" + END,
                () -> "!-- [[damaged-comment]]Segment Pixel - Shop - DO NOT MODIFY -->\n" + harmless.tag(),
                () -> "[[damaged-comment]]<!-- was: Segment Pixel - Shop - DO NOT MODIFY -->" + harmless.tag(),
                () -> "[[damaged-comment]]<!-- Segment Pixel - A - DO NOT MODIFY -->" + harmless.tag()
                        + writer.named(writer.image(writer.segment())));
    }

    private String ampPixel() {
        return "[[amp-pixel-elsewhere]]<amp-pixel src=\"" + writer.address(writer.segment("t=2"))
                + "\" layout=\"nodisplay\"></amp-pixel>";
    }

    /** Right and wrong ones between one pair of comments. */
    private String namedFlawed() {
        String around = random.nextBoolean() ? "\n" + harmless.tag() : "";
        return writer.named(around + "\n\t" + flawed.next() + "\n" + writer.image(writer.segment()));
    }

    private String flawedBranch() {
        return writer.anyOf(
                () -> "<?php if ($a) { ?>" + flawed.next() + "<?php } ?>",
                () -> "{% if a %}\n" + flawed.next() + "\n{% else %}" + harmless.tag() + "{% endif %}",
                () -> "<% if a %>" + flawed.next() + "<% end %>");
    }

    /** In a frame's own page, all is found where the frame stands, and nothing is mended. */
    private String inFrame() {
        Call call = writer.segment();
        String inner = writer.anyOf(
                flawed::next,
                flawed::another,
                () -> flawed.next() + "<p>text</p>" + flawed.next(),
                () -> writer.image(call) + "<p>text</p>[[duplicate]]" + writer.image(call),
                () -> "<!-- [[commented-out]]" + MarkedPage.unmarked(writer.image(call)) + " -->");
        String frame = unmendable(inner) + frame(inner);
        return writer.rarely() ? unmendable(frame) + frame(frame) : frame;
    }

    private String frame(String content) {
        String escaped = MarkedPage.unmarked(content).replace("&", "&amp;").replace("\"", "&quot;");
        return "<iframe srcdoc=\"" + escaped + "\"" + writer.one("></iframe>", " width=1></iframe>");
    }

    /** The marks of a piece, none of which is mended. */
    private static String unmendable(String piece) {
        return String.join(
                "",
                MarkedPage.codesIn(piece).stream()
                        .map(code -> "[[" + code + "]]")
                        .toList());
    }

    String inHead() {
        Call call = writer.segment();
        return writer.anyOf(
                () -> "[[image-in-head]]" + writer.image(call),
                () -> writer.script(writer.segment()) + "\n[[image-in-head]]" + writer.image(call),
                () -> writer.script(call) + "\n[-\t[[duplicate!]]" + writer.script(call) + "\n-]<meta name=a>",
                () -> "<noscript>[[image-in-head]]" + writer.image(call) + "</noscript>");
    }

    String wrongScheme() {
        return writer.markOfWrongOrigin() + tagFrom(writer.wrongOrigin());
    }

    private String tagFrom(String origin) {
        Call call = writer.segment().from(origin);
        return random.nextBoolean() || kind.isAmp() ? writer.image(call) : writer.script(call);
    }

    String withoutSignal() {
        Call call = new Call("", "secure.adnxs.com", "/seg", List.of("add=" + writer.next()), false);
        return "[[no-privacy-signal]]" + (random.nextBoolean() ? writer.image(call) : writer.script(call));
    }

    /** A script that is wrong on some kinds of page, and right on others. */
    String script() {
        return writer.script(writer.segment());
    }

    String blockedRedirect() {
        return "[[blocked-by-policy]]" + writer.image(writer.segment("redir=https%3A%2F%2Fother.example%2F"));
    }

    String ofAmp() {
        return writer.anyOf(
                flawed::next,
                () -> writer.script(writer.segment()),
                () -> writer.image(writer.segment()),
                () -> "<amp-pixel src=\"" + writer.address(writer.segment("t=2"))
                        + "\" layout=\"nodisplay\"></amp-pixel>",
                () -> "<noscript>" + MarkedPage.unmarked(writer.image(writer.segment())) + "</noscript>");
    }

    private static String script(String text) {
        return "<script>" + text + "</script>";
    }
}
