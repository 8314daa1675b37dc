package io.segmentpixel.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of code in README and docs is run by a test; a block that no test knows is a failure. */
class DocumentedCodeTest {
    private static final Path TESTS = Path.of("src/test/java/io/segmentpixel/examples");
    private static final KnownBlocks KNOWN = new KnownBlocks(howTos());

    private static final String MADE_UP =
            """
            class MadeUpHowToTest {
                @Test
                void a_cart() {
                    Segment before = segments.get(id);
                    Segment cart = segments.create(NewSegment.named("Cart")); // once
                    String tag = tag(cart);
                    // Segment commented = segments.get(id);
                    String text = "Segment.of(id);";
                    assertThat(tag).isEqualTo(\"""
                            <img src="a">\""");
                }

                void helper() {
                    segments.delete(id);
                }

                @Test
                @Disabled
                void not_now() {
                    segments.list(all);
                }

                @Test
                @org.junit.jupiter.api.condition.DisabledOnOs(OS.LINUX)
                void not_here() {
                    segments.count();
                }

                @Nested
                class Within {
                    @Test
                    void nested() {
                        segments.find(code);
                    }
                }

                @Nested
                @Disabled("later")
                class Later {
                    @Test
                    void nested() {
                        segments.modify(id);
                    }
                }

                static class Unmarked {
                    @Test
                    void nobody_runs_it() {
                        segments.createAll(wanted);
                    }
                }
            }

            @Disabled
            class SwitchedOffHowToTest {
                @Test
                void a_cart() {
                    segments.restore(id);
                }

                @Nested
                class Within {
                    @Test
                    void nested() {
                        segments.share(id);
                    }
                }
            }
            """;

    private static List<String> howTos() {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith("HowToTest.java"))
                    .map(DocumentedCodeTest::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_test_knows_every_block(Page page) {
        assertThat(KNOWN.complaints(page.blocks())).isEmpty();
    }

    static List<Arguments> commands() {
        return pages().stream()
                .flatMap(page -> page.blocks(Block.INDENTED).stream()
                        .filter(block -> Command.of(block.code())
                                .filter(command -> !command.arguments().isEmpty())
                                .isPresent())
                        .map(block -> Arguments.of(
                                block,
                                KnownBlocks.rows(page.blocks(), block)
                                        .map(Block::code)
                                        .orElse(""))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_of_an_example_does_its_work(Block block, String rows, @TempDir Path folder) throws Exception {
        Command command = Command.of(block.code()).orElseThrow();

        assertThat(command.run(folder, rows)).endsWith("\nexit code " + command.goodCode());
    }

    /** What a made-up page is told, with the made-up tests. */
    private static List<String> complaints(String text) {
        return new KnownBlocks(List.of(MADE_UP)).complaints(Block.of("docs/made-up.md", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```java\nSegment cart = segments.create(NewSegment.named(\"Cart\")); // once\nString tag = tag(cart);\n```",
                "```java\nSegment cart =\n    segments.create(\n        NewSegment.named(\"Cart\"));\n```",
                "```java\nsegments.find(code);\n```",
                "```html\n<img src=\"a\">\n```",
                "    mvn verify\n",
                "    mvn -q -DskipTests -pl examples -am package exec:java\n",
                "```csv\nname,code,retention\n```\n\n    mvn -q -DskipTests -pl examples -am package exec:java"
                        + " -Dexec.mainClass=io.segmentpixel.examples.BulkPixels -Dexec.args=\"pixels.csv\"\n",
                "Only `words`, and\n    a line that goes on.\n",
                "**Words**, and\n    a line\n    that goes on.\n",
                "> Only `words`, `<pre>` among them, and\n> a line that goes on.\n",
                "- An item,\n  that goes on.\n  - Another.\n1. One.\n",
                "## Heading\n    mvn verify\n",
            })
    void a_block_is_known_if_a_test_runs_it(String text) {
        assertThat(complaints(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another word, in the code, in a string and in a comment; another order; a statement left out between
                // two.
                "```java\nSegment cart = segments.createAll(NewSegment.named(\"Cart\"));\n```",
                "```java\nSegment cart = segments.create(NewSegment.named(\"Basket\"));\n```",
                "```java\nSegment cart = segments.create(NewSegment.named(\"Cart\")); // twice\n```",
                "```java\nString tag = tag(cart);\nSegment cart = segments.create(NewSegment.named(\"Cart\"));\n```",
                "```java\nSegment before = segments.get(id);\nString tag = tag(cart);\n```",
                // Nothing that a test runs: a comment, a string, a method that is no test or is switched off, no code
                // at all.
                "```java\nSegment commented = segments.get(id);\n```",
                "```java\nSegment.of(id);\n```",
                "```java\nsegments.delete(id);\n```",
                "```java\nsegments.list(all);\n```",
                "```java\nsegments.count();\n```",
                "```java\nsegments.modify(id);\n```",
                "```java\nsegments.createAll(wanted);\n```",
                "```java\nsegments.restore(id);\n```",
                "```java\nsegments.share(id);\n```",
                "```java\n// once\n```",
                "```java\n```",
                "```java\nno java at all\n```",
                // Other fences, and none that closes.
                "~~~java\nSegment other = null;\n~~~",
                "````java\nSegment other = null;\n````",
                "- An item:\n\n  ```java\n  Segment other = null;\n  ```\n",
                "```java\nSegment other = null;",
                // Where no block is run, even of what a test runs: in a quotation, behind the mark of an item, in HTML.
                "> ```java\n> segments.find(code);\n> ```\n",
                "Text:\n>> ~~~java\n>> segments.find(code);\n>> ~~~\n",
                ">     mvn verify\n",
                "- > ```java\n  > segments.find(code);\n  > ```\n",
                "- ```java\n  segments.find(code);\n  ```\n",
                "1.     mvn verify\n",
                "<pre>\nsegments.find(code);\n</pre>\n",
                "Text <PRE class=\"java\">segments.find(code);</PRE>\n",
                // A language that nobody knows, or none.
                "```\nmvn verify\n```",
                "```sh\nmvn verify\n```",
                "```python\nprint()\n```",
                // What nobody expects, nobody reads, nobody runs.
                "```html\n<img src=\"b\">\n```",
                "```text\na line\n```",
                "```csv\nname,code,retention\n```\n\n    mvn verify\n",
                "    mvn verify -DskipTests\n",
                "    mvn install\n",
                "Text.\n\n\tmvn install\n",
                "Text.\n\n \tmvn install\n",
                "<!--\na note -->\n    mvn install\n",
                "Text.\n\n_ _ _\n    mvn install\n",
                "<samp>mvn install</samp>\n",
                // Indented, and nothing before that it could go on from.
                "# Heading\n    mvn install\n",
                "Heading\n=======\n    mvn install\n",
                "- An item\n    mvn install\n",
                "2. An item\n\tmvn install\n",
                "| a | b |\n    mvn install\n",
                "```html\n<img src=\"a\">\n```\n    mvn install\n",
                "    mvn -q -DskipTests -pl examples -am package exec:java -Dexec.mainClass=io.segmentpixel.examples.Nothing\n",
                "    mvn -q -DskipTests -pl examples -am package exec:java -Dexec.mainClass=io.segmentpixel.examples.ClientMetrics\n",
                // What is not published, not in this version, or not brought along.
                "```xml\n<dependency><groupId>io.segmentpixel</groupId><artifactId>segment-pixel-core</artifactId>"
                        + "<version>0.0.1</version></dependency>\n```",
                "```xml\n<dependency><groupId>io.segmentpixel</groupId><artifactId>segment-pixel-mail</artifactId>"
                        + "<version>0.1.0-SNAPSHOT</version></dependency>\n```",
                "```xml\n<dependency>\n```",
                "```kotlin\nimplementation(\"io.segmentpixel:segment-pixel-core:0.0.1\")\n```",
            })
    void a_block_that_no_test_runs_is_told_of(String text) {
        assertThat(complaints(text)).hasSize(1).allMatch(told -> told.contains(": no test knows this block; "));
    }

    @Test
    void what_is_told_names_the_page_the_line_and_the_remedy() {
        assertThat(complaints("# Cart\n\n```java\nsegments.delete(id);\n```\n"))
                .containsExactly(
                        "docs/made-up.md:3 (java): no test knows this block; write its statements into a test method"
                                + " of a class …HowToTest, in the same words\nsegments.delete(id);");
        assertThat(complaints("# Cart\n\n> ```java\n> segments.find(code);\n> ```\n\nText.\n"))
                .containsExactly(
                        "docs/made-up.md:3 (hidden): no test knows this block; let it stand between fences, on lines"
                                + " of their own: blocks in a quotation, right behind the mark of an item, or in <pre> are not"
                                + " tested\n> ```java\n> segments.find(code);\n> ```");
    }
}
