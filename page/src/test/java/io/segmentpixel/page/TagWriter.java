package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes calls and the elements that make them, in the many ways in which pages write them. */
final class TagWriter {
    private static final List<String> AMPERSANDS = List.of("&", "&", "&amp;", "&#38;", "&#038;", "&#x26;");
    private static final List<String> MANGLED = List.of(
            "[-&amp;amp;-][+&amp;+]",
            "[-&amp;#038;-][+&amp;+]",
            "[-&#38;amp;-][+&amp;+]",
            "[-&amp;amp;amp;-][+&amp;+]");
    private static final List<String> MANGLED_IN_SCRIPT = List.of("[-&amp;-][+&+]", "[-&#038;-][+&+]");
    private static final List<String> OF_IMAGES =
            List.of("width=1", "height=1", "alt=", "border=0", "style=display:none", "class=px wide", "decoding=async");
    private static final List<String> OF_SCRIPTS = List.of("async", "defer", "type=text/javascript", "charset=utf-8");
    private static final List<String> BETWEEN_ATTRIBUTES = List.of(" ", " ", " ", "  ", "\n    ", "\t");
    private static final Pattern BARE = Pattern.compile("[^\\s\"'`<>]+");

    private final Random random;
    private final PageKind kind;
    private final Supplier<Integer> ids;

    /**
     * What kind of page it is, as far as it matters to tags.
     *
     * @param isSecure whether it is served by https
     * @param needsConsent whether calls must say what the visitor agreed to
     * @param blocksScripts whether its policy lets no script of the platform's run
     * @param isAmp whether it is one of AMP's
     */
    record PageKind(boolean isSecure, boolean needsConsent, boolean blocksScripts, boolean isAmp) {
        static final PageKind USUAL = new PageKind(true, false, false, false);
        static final PageKind BY_HTTP = new PageKind(false, false, false, false);
        static final PageKind WITH_CONSENT = new PageKind(true, true, false, false);
        static final PageKind WITHOUT_SCRIPTS = new PageKind(true, false, true, false);
        static final PageKind AMP = new PageKind(true, false, false, true);
    }

    /**
     * A call.
     *
     * @param origin the scheme and what is behind it up to the host; empty if it is any that is right on the page
     * @param isMangled whether its ampersands are escaped once too often
     */
    record Call(String origin, String host, String path, List<String> parameters, boolean isMangled) {
        Call from(String another) {
            return new Call(another, host, path, parameters, isMangled);
        }

        Call at(String another) {
            return new Call(origin, another, path, parameters, isMangled);
        }

        Call with(String... more) {
            List<String> all = new ArrayList<>(parameters);
            Collections.addAll(all, more);
            return new Call(origin, host, path, all, isMangled);
        }

        Call without(String name) {
            List<String> others = parameters.stream()
                    .filter(parameter -> !parameter.startsWith(name + "="))
                    .toList();
            return new Call(origin, host, path, others, isMangled);
        }

        Call mangled() {
            return new Call(origin, host, path, parameters, true);
        }

        boolean saysType() {
            return parameters.stream().anyMatch(parameter -> parameter.startsWith("t="));
        }
    }

    TagWriter(Random random, PageKind kind, Supplier<Integer> ids) {
        this.random = random;
        this.kind = kind;
        this.ids = ids;
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final String anyOf(Supplier<String>... pieces) {
        return pieces[random.nextInt(pieces.length)].get();
    }

    boolean rarely() {
        return random.nextInt(4) == 0;
    }

    /** A call that says all that this page wants of it. */
    Call call(String path, String... parameters) {
        String host = one("secure.adnxs.com", "ib.adnxs.com", "ib.adnxs.net", "Secure.AdNxs.com", "nym1-ib.adnxs.com");
        Call call = new Call("", host, path, List.of(parameters), false);
        return kind.needsConsent ? call.with(one("consent=1", "consent=0")) : call;
    }

    /** A segment of the account that no other call of the page names. */
    int next() {
        return ids.get();
    }

    /** A call that no other one on the page is like. */
    Call segment(String... more) {
        return call("/seg", "add=" + next()).with(more);
    }

    /** What comments stand around that name a pixel. */
    String named(String content) {
        String name = one("Shop", "Intent - New Skills -- All", "Shop, \u00fcber \ud83d\udc5f", "cart > 5");
        return "<!-- Segment Pixel - " + name + " - DO NOT MODIFY -->" + content + "<!-- End of Segment Pixel -->";
    }

    /** Something around a piece which has nothing to do with it. */
    String within(Supplier<String> piece) {
        return switch (random.nextInt(12)) {
            case 0 -> "<div class=\"a\">\n" + piece.get() + "\n</div>";
            case 1 -> "<table><tr><td>" + piece.get() + "</td></tr></table>";
            case 2 -> "<section><h2>News</h2>\t" + piece.get() + "</section>";
            case 3 -> "<p>\ud83d\udc5f " + piece.get() + " \ud83d\udc5f</p>";
            case 4 -> "<ul>\n\t<li>" + piece.get() + "\n\t<li>two\n</ul>";
            case 5 -> "<details><summary>more</summary><div><div>" + piece.get() + "</div></div></details>";
            default -> piece.get();
        };
    }

    /** An image with a call that asks for one, unless the call says what it asks for. */
    String image(Call call, String... attributes) {
        Call typed = call.saysType() || rarely() ? call : call.with("t=2");
        String amp = kind.isAmp ? "[[script-on-amp]]" : "";
        return amp + element(rarely() ? "IMG" : "img", "src=" + address(typed), OF_IMAGES, attributes);
    }

    /** A script with a call that asks for one, unless the call says what it asks for. */
    String script(Call call, String... attributes) {
        return marksOfScript()
                + element("script", "src=" + address(call.saysType() ? call : call.with("t=1")), OF_SCRIPTS, attributes)
                + one("</script>", "</script>", "</SCRIPT>", "</script >");
    }

    /** What is wrong with any script of the platform's on this page. */
    String marksOfScript() {
        return (kind.isAmp ? "[[script-on-amp]]" : "") + (kind.blocksScripts ? "[[blocked-by-policy]]" : "");
    }

    /** Something else than an image or a script, that asks for an address nevertheless. */
    String other(Call call) {
        String amp = kind.isAmp ? "[[script-on-amp]]" : "";
        String address = address(call.saysType() || rarely() ? call : call.with("t=2"));
        return amp
                + one(
                        element("input", "src=" + address, List.of("alt=", "class=px"), "type=image"),
                        element("iframe", "src=" + address, List.of("width=1", "height=1")) + "</iframe>",
                        element("video", "poster=" + address, List.of("muted", "controls")) + "</video>",
                        element("embed", "src=" + address, List.of("width=1", "height=1")),
                        element("object", "data=" + address, List.of("width=1")) + "</object>",
                        element("link", "href=" + address, List.of("class=px"), "rel=preload", "as=image"),
                        kind.blocksScripts
                                ? image(call)
                                : element("img", "srcset=" + address, List.of("alt=", "width=1")));
    }

    /** An element, with some of those attributes that are usual for it. */
    String element(String name, String address, List<String> usual, String... attributes) {
        List<String> others = new ArrayList<>(usual);
        others.removeIf(other -> Stream.of(attributes).anyMatch(own -> name(own).equals(name(other))));
        Collections.shuffle(others, random);
        List<String> all =
                new ArrayList<>(Stream.concat(others.stream().limit(random.nextInt(4)), Stream.of(attributes))
                        .toList());
        all.add(random.nextInt(all.size() + 1), address);
        StringBuilder tag = new StringBuilder("<").append(name);
        all.forEach(attribute -> tag.append(one(BETWEEN_ATTRIBUTES)).append(attribute(attribute)));
        return tag.append(name.equalsIgnoreCase("img") ? one(">", " >", " />", "\n>") : one(">", " >"))
                .toString();
    }

    private static String name(String attribute) {
        return attribute.split("=", 2)[0];
    }

    private String attribute(String attribute) {
        int equals = attribute.indexOf('=');
        if (equals < 0) {
            return attribute;
        }
        String name = attribute.substring(0, equals);
        String value = attribute.substring(equals + 1);
        String written = rarely() ? name.toUpperCase(Locale.ROOT) : name;
        boolean isBare = BARE.matcher(MarkedPage.unmarked(value)).matches() && rarely();
        String quote = isBare ? "" : value.contains("'") ? "\"" : one("\"", "\"", "'");
        boolean isAddress = value.contains("//");
        String blank = isAddress && !quote.isEmpty() ? one("", "", "", "", " ", "\n") : "";
        return written + one("=", "=", "=", " = ") + quote + blank + value + blank + quote;
    }

    /** The call's address as an attribute writes it, its parameters in any order. */
    String address(Call call) {
        return written(call, AMPERSANDS, MANGLED);
    }

    /** The call's address as a script writes it. */
    String text(Call call) {
        return written(call, List.of("&"), MANGLED_IN_SCRIPT);
    }

    private String written(Call call, List<String> ampersands, List<String> mangled) {
        List<String> parameters = new ArrayList<>(call.parameters);
        Collections.shuffle(parameters, random);
        StringBuilder address = new StringBuilder(call.origin.isEmpty() ? origin() : call.origin)
                .append(call.host)
                .append(call.path)
                .append('?');
        int surely = random.nextInt(Math.max(1, parameters.size() - 1)) + 1;
        for (int at = 0; at < parameters.size(); at++) {
            boolean isMangled = call.isMangled && (at == surely || random.nextBoolean());
            address.append(at == 0 ? "" : one(isMangled ? mangled : ampersands)).append(parameters.get(at));
        }
        return address.toString();
    }

    private String origin() {
        return kind.isSecure ? one("https://", "https://", "//", "HTTPS://") : one("http://", "//");
    }

    /** The origin of a call that is not as secure as the page, or more so, and the mark in front of its tag. */
    String wrongOrigin() {
        return kind.isSecure ? one("http[+s+]://", "HTTP[+s+]://") : "https://";
    }

    String markOfWrongOrigin() {
        return kind.isSecure ? "[[non-secure!]]" : "[[secure-on-http]]";
    }
}
