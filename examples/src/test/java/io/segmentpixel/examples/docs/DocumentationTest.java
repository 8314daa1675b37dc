package io.segmentpixel.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.SegmentServiceException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** README and docs name what there is, link to what there is, and leave out no package and no exception. */
class DocumentationTest {
    private static final Names NAMES = Names.ofTheProject();
    private static final List<String> MODULES = List.of("core", "http-client", "page", "testkit");

    private static final Pattern EXPORTS = Pattern.compile("(?m)^ *exports ([\\w.]+);");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\|$");
    private static final Pattern TITLE = Pattern.compile("\\*([^*]+)\\*|\\[([^]]+)]");

    static List<Page> pages() {
        return Stream.concat(Page.all().stream(), Stream.of(Page.read("CONTRIBUTING.md")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_link_leads_to_a_file_and_to_a_heading_of_it(Page page) {
        assertThat(page.links()).filteredOn(link -> !link.contains("://")).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            String name = parts[0].isEmpty() ? page.name() : path(page, parts[0]);
            assertThat(Page.ROOT.resolve(name)).exists();
            if (parts.length == 2) {
                assertThat(Page.read(name).anchors()).as(link).contains(parts[1]);
            }
        });
    }

    private static String path(Page page, String link) {
        return Page.ROOT
                .relativize(Page.ROOT.resolve(page.name()).resolveSibling(link).normalize())
                .toString();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_type_that_is_named_exists_and_has_what_is_named(Page page) {
        assertThat(page.spans())
                .allSatisfy(span -> assertThat(NAMES.has(span)).as(span).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SegmentMaker", "SegmentClient.open", "PageAudit.mend()", "Segmentclient"})
    void a_name_of_nothing_is_found_out(String span) {
        assertThat(NAMES.has(span)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SegmentClient",
                "PageAudit.mended()",
                "Limits.Refusal",
                "PixelHost.SECURE",
                "Classifier",
                "String",
                "RATE_EXCEEDED",
                "other",
                "Content-Security-Policy"
            })
    void a_name_of_something_is_let_pass(String span) {
        assertThat(NAMES.has(span)).isTrue();
    }

    static List<String> packages() {
        return MODULES.stream()
                .map(module ->
                        Page.read(module + "/src/main/java/module-info.java").text())
                .flatMap(module -> EXPORTS.matcher(module).results())
                .map(exported -> exported.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_begins_a_page_with_code(String name) {
        assertThat(Page.all())
                .filteredOn(page -> page.text().contains("\n`" + name + "`, in artifact `"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.blocks("java")).isNotEmpty());
    }

    @Test
    void the_docs_are_pages_that_are_read_here_and_pictures() {
        assertThat(Page.files())
                .isNotEmpty()
                .allMatch(name -> name.matches("docs/[\\w-]+\\.(md|png)"), "a page or a picture");
    }

    @Test
    void all_packages_of_all_modules_are_known() {
        assertThat(packages()).hasSize(8).contains("io.segmentpixel.http", "io.segmentpixel.page.report");
    }

    @Test
    void readme_leads_to_every_page() {
        Set<String> links = Set.copyOf(Page.read(Page.README).links());

        assertThat(Page.all())
                .filteredOn(page -> !page.name().equals(Page.README))
                .extracting(Page::name)
                .isSubsetOf(links);
    }

    @Test
    void readme_says_what_to_do_about_each_exception() {
        List<String> named =
                rows(Page.read(Page.README)).map(row -> row[0].replace("`", "")).toList();

        List<Class<?>> failures = NAMES.endingIn("Exception")
                .filter(SegmentServiceException.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .toList();
        assertThat(failures)
                .hasSizeGreaterThan(10)
                .extracting(Class::getSimpleName)
                .isSubsetOf(named);
    }

    /** The cells of all rows of tables. */
    private static Stream<String[]> rows(Page page) {
        return ROW.matcher(page.text()).results().map(row -> row.group(1).split(" \\| "));
    }

    @Test
    void a_fact_about_the_platform_says_where_it_lives_and_from_which_page_it_is() {
        Page platform = Page.read("docs/platform.md");
        Set<String> titles =
                Set.copyOf(titles(platform.text().substring(platform.text().indexOf("## Its pages"))));

        List<String[]> facts =
                rows(platform).filter(row -> !row[0].equals("fact")).toList();

        assertThat(facts).hasSizeGreaterThan(40).allSatisfy(fact -> {
            assertThat(fact[1]).as(fact[0]).matches("`\\w+(\\.\\w+)?`");
            assertThat(NAMES.hasType(fact[1].split("[`.]", -1)[1])).as(fact[1]).isTrue();
            if (fact.length == 3) {
                assertThat(titles(fact[2])).as(fact[0]).isNotEmpty().isSubsetOf(titles);
            }
        });
        assertThat(platform.text().indexOf("## Seen, and on no page"))
                .as("only what is on no page has no title")
                .isGreaterThan(platform.text().lastIndexOf("* |"));
        assertThat(facts.stream().filter(fact -> fact.length < 3).count())
                .isEqualTo(rows(new Page(
                                        "",
                                        platform.text()
                                                .substring(platform.text().indexOf("## Seen"))))
                                .count()
                        - 1);
    }

    private static List<String> titles(String text) {
        return TITLE.matcher(text).results().map(DocumentationTest::title).toList();
    }

    private static String title(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1).replace("\n  ", " ");
    }

    @Test
    void pictures_have_a_text_for_those_who_do_not_see_them() {
        assertThat(Page.all()).allSatisfy(page -> assertThat(page.text()).doesNotContain("![]("));
    }

    @Test
    void what_the_sandbox_does_on_command_takes_fifteen_lines_at_most() {
        assertThat(Page.read("docs/testing.md").blocks("java"))
                .hasSizeGreaterThan(5)
                .allMatch(block -> block.code().lines().count() <= 15);
    }

    @Test
    void readme_is_a_front_page() {
        assertThat(Page.read(Page.README).text().lines()).hasSizeLessThan(320);
    }
}
