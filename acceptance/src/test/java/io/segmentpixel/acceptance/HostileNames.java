package io.segmentpixel.acceptance;

import java.util.List;
import java.util.stream.Stream;

/** Names of segments by somebody who wants to run a script on the pages of others, or to break their markup. */
final class HostileNames {
    private static final String RUN = "window.pwned=1";

    private HostileNames() {}

    /** Fifty of them; a script of theirs would set {@code window.pwned}. */
    static List<String> all() {
        return Stream.of(endsOfComments(), beginsOfComments(), elements(), scripts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> endsOfComments() {
        return List.of(
                "--><script>" + RUN + "</script><!--",
                "--!><script>" + RUN + "</script><!--",
                "--  ><script>" + RUN + "</script>",
                "--\n><script>" + RUN + "</script>",
                "--\u0000><script>" + RUN + "</script>",
                "--\u0000!><script>" + RUN + "</script>",
                "-\u0000-><script>" + RUN + "</script>",
                "--\ud800><script>" + RUN + "</script>",
                "-\udc00->\ud800<script>" + RUN + "</script>",
                "--\ufffe><script>" + RUN + "</script>",
                "--&gt;<script>" + RUN + "</script>",
                "--&#62;<script>" + RUN + "</script>",
                "&#45;&#45;&#62;<script>" + RUN + "</script>",
                "----><script>" + RUN + "</script>",
                "----!><script>" + RUN + "</script>",
                "-->--><script>" + RUN + "</script>",
                "-->--!>--><script>" + RUN + "</script>",
                "><script>" + RUN + "</script>",
                "-><script>" + RUN + "</script>",
                "!><script>" + RUN + "</script>",
                "-!><script>" + RUN + "</script>");
    }

    private static List<String> beginsOfComments() {
        return List.of(
                "<!--><script>" + RUN + "</script>",
                "<!---><script>" + RUN + "</script>",
                "<!-- <!-- --><script>" + RUN + "</script>",
                "<!-- a <!-- b",
                "<!--",
                "--",
                "-",
                "--!");
    }

    private static List<String> elements() {
        return List.of(
                "--><img src=x onerror=" + RUN + ">",
                "--><svg/onload=" + RUN + ">",
                "--><body onload=" + RUN + ">",
                "--><iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
                "--><style>*{display:none}</style>",
                "--><textarea>",
                "--><plaintext>",
                "--></body></html><script>" + RUN + "</script>",
                "]]><script>" + RUN + "</script>",
                "--><![CDATA[<script>" + RUN + "</script>]]>",
                "<![endif]--><script>" + RUN + "</script>",
                "--[if IE]><script>" + RUN + "</script><![endif]--");
    }

    private static List<String> scripts() {
        return List.of(
                "\"><script>" + RUN + "</script>",
                "'><script>" + RUN + "</script>",
                "\";" + RUN + ";//",
                "';" + RUN + ";//\\",
                "`${" + RUN + "}`{{" + RUN + "}}<%=" + RUN + "%>#{" + RUN + "}",
                "</script><script>" + RUN + "</script>",
                "\u2028" + RUN + "\u2029" + RUN + "\r\n" + RUN + "\u0085" + RUN,
                "\u202e--><\u200bscript>" + RUN + "</script>\ufeff",
                "javascript:" + RUN + "//\\x3c\\u003cscript\\u003e\\n&lt;script&gt;");
    }
}
