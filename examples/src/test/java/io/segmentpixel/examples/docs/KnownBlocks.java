package io.segmentpixel.examples.docs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of a block which test knows it, and what to do where none does. */
final class KnownBlocks {
    private static final String FINDINGS = "docs/findings.md";
    private static final Set<String> GATE = Command.ofTheGate();

    private final TestedCode tests;
    private final Coordinates coordinates = Coordinates.ofTheBuild();

    /** Knows what these sources of tests run. */
    KnownBlocks(Collection<String> sources) {
        this.tests = TestedCode.in(sources);
    }

    /** What to do so that a test knows each block of a page; empty if all are known. */
    List<String> complaints(List<Block> page) {
        return page.stream()
                .flatMap(block -> complaint(page, block).stream()
                        .map(what -> block + ": no test knows this block; " + what + "\n" + block.code()))
                .toList();
    }

    private Optional<String> complaint(List<Block> page, Block block) {
        if (block.isIn(FINDINGS)) {
            return ofFindings(block);
        }
        return switch (block.language()) {
            case "java" ->
                unless(
                        tests.runs(block.code()) || isFirstProgram(page, block),
                        "write its statements into a test method of a class …HowToTest, in the same words");
            case "html", "text" ->
                unless(
                        tests.expects(block.code()),
                        "have a test of a class …HowToTest expect this text, by isEqualTo or hasToString");
            case "xml" -> unless(coordinates.areIn(block.code()), "name an artifact and a version of this build");
            case "kotlin" ->
                unless(coordinates.areInGradle(block.code()), "name an artifact and a version of this build");
            case "csv" -> unless(isRead(page, block), "show behind it the command of an example that reads it");
            case Block.INDENTED ->
                unless(
                        isRun(block.code()),
                        "write one of the commands that .ci/run runs, or that of an example with a test or with arguments;"
                                + " indent what is no code by less than four");
            case Block.HIDDEN ->
                Optional.of(
                        "let it stand between fences, on lines of their own: blocks in a quotation, right behind the mark"
                                + " of an item, or in <pre> are not tested");
            default -> Optional.of("blocks in this language are not tested: use another one, or teach KnownBlocks how");
        };
    }

    private static Optional<String> unless(boolean isKnown, String remedy) {
        return isKnown ? Optional.empty() : Optional.of(remedy);
    }

    /** In module page FindingsPageTest sees to it that all blocks stand in sections, and others that those are what they say. */
    private static Optional<String> ofFindings(Block block) {
        return unless(
                Set.of("html", "sh").contains(block.language()), "findings are shown in html, or by a command in sh");
    }

    /** ReadmeTest runs it as a program of its own. */
    private static boolean isFirstProgram(List<Block> page, Block block) {
        return block.isIn(Page.README)
                && page.stream()
                        .filter(other -> other.language().equals("java"))
                        .findFirst()
                        .equals(Optional.of(block));
    }

    private static boolean isRun(String line) {
        return GATE.contains(line)
                || Command.of(line)
                        .filter(command -> command.hasTestOfItsOwn()
                                || !command.arguments().isEmpty())
                        .isPresent();
    }

    /** The rows that the command of an example reads: those of the block right before it, if they are CSV. */
    static Optional<Block> rows(List<Block> page, Block command) {
        int before = page.indexOf(command) - 1;
        return before < 0
                ? Optional.empty()
                : Optional.of(page.get(before)).filter(block -> block.language().equals("csv"));
    }

    private static boolean isRead(List<Block> page, Block sheet) {
        return page.stream()
                .filter(block ->
                        Command.of(block.code()).flatMap(Command::sheet).isPresent())
                .anyMatch(block -> rows(page, block).equals(Optional.of(sheet)));
    }
}
