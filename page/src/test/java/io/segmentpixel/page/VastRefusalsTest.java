package io.segmentpixel.page;

import static io.segmentpixel.page.VastPixels.IMPRESSION;
import static io.segmentpixel.page.VastPixels.PIXEL;
import static io.segmentpixel.page.VastPixels.SAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.UnsupportedExportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and why. */
class VastRefusalsTest {
    @Test
    void what_is_no_vast_is_refused_with_the_reason() {
        assertThatThrownBy(() -> IMPRESSION.place("<VAST>\n<Ad></VAST>", PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("the document is not well-formed, in line 2, column ");
        assertThatThrownBy(() -> IMPRESSION.place("<html/>", PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessage("the document's root is <html>, which is neither VAST nor VMAP");
        assertThatThrownBy(() -> IMPRESSION.place("", PIXEL)).isInstanceOf(PlacementException.class);
        assertThatThrownBy(() -> IMPRESSION.place("<VAST>&unknown;</VAST>", PIXEL))
                .isInstanceOf(PlacementException.class);
    }

    @Test
    void a_script_is_refused_and_so_are_events_that_vast_has_not() {
        assertThatThrownBy(() -> IMPRESSION.place("<VAST/>", PixelExport.of(SAW)))
                .isInstanceOf(UnsupportedExportException.class)
                .hasMessageContaining("VAST calls images only: say asImage()");
        assertThatThrownBy(() -> VastPlacer.onEvent("finished"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event \"finished\": must be one of VAST's, acceptInvitation, ");
        assertThatThrownBy(() -> VastPlacer.onProgress("10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset \"10\": must be a time HH:MM:SS or HH:MM:SS.mmm, or a share as in 50%");
    }

    @Test
    void a_pixel_that_does_not_fit_its_document_s_scheme_is_refused() {
        assertThatThrownBy(() -> IMPRESSION.on(PageContext.https()).place("<VAST/>", PIXEL.nonSecure()))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("on impression: a non-secure pixel must not stand on an https page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[<!ELEMENT VAST ANY>]",
                "[<!ATTLIST VAST version CDATA \"3.0\">]",
                "[<!-- ]> <Ad><InLine></InLine></Ad> -->]",
                "SYSTEM \"vast.dtd\""
            })
    void a_type_that_says_more_than_a_name_is_refused(String type) {
        String vast = "<!DOCTYPE VAST " + type + "><VAST version=\"3.0\"><Ad><InLine><AdSystem/></InLine></Ad></VAST>";

        assertThatThrownBy(() -> IMPRESSION.remove(vast, PIXEL.call()))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "the document's DOCTYPE says more than a name: declarations, and types that are elsewhere, are"
                                + " neither read nor loaded; take it out");
    }

    /** Whoever asks the server waits for an answer that never comes. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void external_entities_are_refused_and_nothing_is_loaded(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP SECRET");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String type : List.of(
                    "<!DOCTYPE VAST [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                    "<!DOCTYPE VAST [<!ENTITY x SYSTEM \"" + address + "\">]>",
                    "<!DOCTYPE VAST [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
                    "<!DOCTYPE VAST SYSTEM \"" + address + "\">",
                    "<!DOCTYPE VAST PUBLIC \"-//A//B\" \"" + address + "\">",
                    "<!DOCTYPE VAST [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;\">]>")) {
                for (String title : List.of("&x;", "plain")) {
                    String vast = type + "<VAST version=\"3.0\"><Ad><InLine><AdTitle>" + title
                            + "</AdTitle></InLine></Ad></VAST>";
                    assertThatThrownBy(() -> IMPRESSION.place(vast, PIXEL))
                            .isInstanceOf(PlacementException.class)
                            .hasMessageStartingWith(
                                    "the document's DOCTYPE says more than a name: declarations, and types")
                            .hasMessageNotContaining("SECRET");
                }
            }
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_result_is_compared_part_by_part() {
        assertThat(VastXml.parts("<a x='1' xmlns:p='u'><!-- c --><?i d?>\n t  t <![CDATA[<b>]]><p:b y=\"2\"/></a>"))
                .containsExactly("<a x=1 xmlns:p=u", "<!-- c ", "<?i d", "\"t  t <b>", "<{u}b y=2", "/", "/");
    }

    /** No export has such a URL: this is what holds if one ever had. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "]]></Impression><Error>x</Error><Impression><![CDATA[",
                "]]></Impression><!-- x --><Impression><![CDATA[",
                "]]></Impression><?x y?><Impression><![CDATA[",
                "]]></Impression>x<Impression><![CDATA["
            })
    void a_result_that_says_anything_else_is_not_given_out(String more) {
        VastDocument vast = new VastDocument("<VAST version=\"3.0\"><Ad><InLine><AdSystem/></InLine></Ad></VAST>");
        VastUpdate update = new VastUpdate(new VastTarget.Impression(), vast, Set.of(), call -> true);

        assertThat(update.place(PIXEL.url()).all()).hasSize(1);
        assertThatThrownBy(() -> update.place(PIXEL.url() + more + PIXEL.url()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("on impression: something else in the document would come to mean something else");
        assertThatThrownBy(() -> update.place("a]]>b"))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("the document is not well-formed");
    }
}
