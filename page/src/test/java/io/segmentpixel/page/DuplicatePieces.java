package io.segmentpixel.page;

import io.segmentpixel.page.TagWriter.Call;
import java.util.Random;

/** Pieces of pages in which a call is made more than once. */
final class DuplicatePieces {
    private final Random random;
    private final TagWriter writer;
    private final FlawedTags flawed;

    DuplicatePieces(Random random, TagWriter writer, FlawedTags flawed) {
        this.random = random;
        this.writer = writer;
        this.flawed = flawed;
    }

    /** What goes when a page is mended, and nothing but that, whether it stands amid a line or on lines of its own. */
    private String gone(String tag) {
        return writer.anyOf(
                () -> "<b>a</b>[-" + tag + "-]<i>b</i>",
                () -> "\ud83d\udc5f\t [-" + tag + "-] \n",
                () -> "\n \t[-" + tag + "-]<i>b</i>",
                () -> "\n[-  " + tag + "\n-]",
                () -> "<br>\n[-" + tag + "\n-]\n",
                () -> "<hr>\n\n[-\t" + tag + "\n-]\t<i>b</i>");
    }

    /** Calls of which mending leaves one. */
    String mended() {
        int form = random.nextInt(7);
        return form == 5 ? turned() : mended(form, writer.segment());
    }

    private String mended(int form, Call call) {
        return switch (form) {
            case 0 -> writer.script(call) + gone("[[duplicate!]]" + writer.script(call));
            case 1 ->
                "<noscript>" + writer.image(call) + "</noscript>"
                        + gone("<noscript>" + writer.one("", "\n") + "[[duplicate!]]" + writer.image(call)
                                + "</noscript>");
            case 2 ->
                "<b>a</b>[-<noscript>[[duplicate!]]" + writer.image(call) + "</noscript>-]<p>b</p>"
                        + writer.image(call) + "<noscript><p>c</p>[-[[duplicate!]]" + writer.image(call)
                        + "-]</noscript>";
            case 3 ->
                writer.named("\n" + writer.image(call) + "\n")
                        + gone(writer.named(writer.one("", "\n") + "[[duplicate!]]" + writer.image(call) + "\n"));
            case 4 ->
                writer.image(call) + gone("[[duplicate!]]" + writer.image(call)) + "<p>c</p>"
                        + gone("[[duplicate!]]" + writer.image(call));
            default ->
                writer.image(call) + "<hr>\n[-  [[duplicate!]]" + writer.image(call) + "\n  [[duplicate!]]"
                        + writer.image(call) + "\n-]";
        };
    }

    /** The same segments in another order. */
    private String turned() {
        int one = writer.next();
        int two = writer.next();
        Call call = writer.call("/seg");
        return writer.image(call.with("add=" + one + "," + two))
                + gone("[[duplicate!]]" + writer.image(call.with("add=" + two + "," + one)));
    }

    /** Of two calls, one is made in a wrong way too, and the other one or both are mended. */
    String flawed() {
        Call call = writer.segment();
        String cachebuster = flawed.cachebuster();
        String glued = "[[glued-cachebuster!]]" + writer.image(call.with("t=2[-" + cachebuster + "-]"));
        return writer.anyOf(
                () -> glued + gone("[[duplicate!]]" + writer.image(call)),
                () -> writer.image(call)
                        + gone("[[duplicate!]][[glued-cachebuster!]]" + writer.image(call.with("t=2" + cachebuster))),
                () -> writer.image(call)
                        + gone("[[duplicate!]][[mangled-ampersand!]]"
                                + MarkedPage.unmarked(
                                        writer.image(call.with("t=2").mangled()))),
                () -> "[[mangled-ampersand!]]" + writer.image(call.with("t=2").mangled())
                        + gone("[[duplicate!]]" + writer.image(call)),
                () -> "[[wrong-type]]" + writer.image(call.with("t=1"))
                        + gone("[[duplicate!]][[wrong-type]]" + writer.image(call.with("t=1"))));
    }

    /** A page's last line, which goes with the line end before it. */
    String last() {
        Call call = writer.segment();
        return writer.image(call) + "\n<p>end</p>[-\n" + writer.one("", "\t") + "[[duplicate!]]" + writer.image(call)
                + "-]";
    }

    /** A call that is made twice, by what cannot be taken out without a guess. */
    String kept() {
        Call call = writer.segment();
        return writer.anyOf(
                () -> writer.image(call) + "\n[[duplicate]]" + writer.script(call),
                () -> "[[duplicate]]" + writer.script(call) + "<hr>" + writer.image(call),
                () -> writer.image(call.at("secure.adnxs.com")) + "\t[[duplicate]]"
                        + writer.image(call.at("ib.adnxs.com")),
                () -> writer.image(call) + "[[duplicate]]"
                        + writer.image(call, writer.one("id=px", "onload=go()", "data-x=1", "title=x")),
                () -> writer.named("\n" + writer.image(call) + "\n[[duplicate]]" + writer.image(call) + "\n"),
                () -> "{% if a %}" + writer.image(writer.segment()) + "{% endif %}" + writer.image(call)
                        + "<br>[[duplicate]]" + writer.image(call, "name=px"));
    }
}
