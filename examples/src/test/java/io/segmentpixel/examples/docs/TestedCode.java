package io.segmentpixel.examples.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The statements of test methods, as the compiler reads them: what stands in a comment or in a string is none.
 *
 * <p>A block of statements is run if the same statements stand in a test method one after the other, with the same comments;
 * blanks and line ends may be others.
 */
final class TestedCode {
    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest");
    private static final Pattern SWITCH = Pattern.compile("(.*\\.)?(Dis|En)abled\\w*");
    private static final Set<String> EXPECTATIONS = Set.of("isEqualTo", "hasToString");

    private final List<Statements> bodies = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();

    /**
     * What stands between two braces.
     *
     * @param code each statement, in the compiler's own spelling
     * @param gaps the text around each, from the end of the statement before it to the start of the one behind it
     */
    private record Statements(List<String> code, List<int[]> gaps, String source) {
        boolean contain(List<String> wanted, String squeezed) {
            for (int at = 0; at + wanted.size() <= code.size(); at++) {
                int last = at + wanted.size() - 1;
                if (code.subList(at, last + 1).equals(wanted)
                        && squeezed(source.substring(gaps.get(at)[0], gaps.get(last)[1]))
                                .contains(squeezed)) {
                    return true;
                }
            }
            return false;
        }
    }

    private TestedCode() {}

    static TestedCode in(Collection<String> sources) {
        TestedCode code = new TestedCode();
        sources.forEach(source -> new Reader(code, source).read());
        return code;
    }

    /** Whether a test runs these statements. */
    boolean runs(String block) {
        List<String> wanted = statements(block);
        return !wanted.isEmpty() && bodies.stream().anyMatch(body -> body.contain(wanted, squeezed(block)));
    }

    /** Whether a test expects this text, to the letter. */
    boolean expects(String text) {
        return expected.contains(text);
    }

    private static List<String> statements(String block) {
        TestedCode code = new TestedCode();
        new Reader(code, "class Block { @Test void block() {\n" + block + "\n} }").read();
        return code.bodies.isEmpty() ? List.of() : code.bodies.get(0).code();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    /** Reads one source; of one that is no Java it reads nothing. */
    private static final class Reader extends TreeScanner<@Nullable Void, Boolean> {
        private final TestedCode target;
        private final String source;
        private final DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        private final JavacTask task;
        private final SourcePositions positions;
        private final CompilationUnitTree unit;

        Reader(TestedCode target, String source) {
            this.target = target;
            this.source = source;
            task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, faults, List.of("-proc:none"), null, List.of(new Source(source)));
            positions = Trees.instance(task).getSourcePositions();
            try {
                unit = task.parse().iterator().next();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        void read() {
            boolean isJava =
                    faults.getDiagnostics().stream().noneMatch(fault -> fault.getKind() == Diagnostic.Kind.ERROR);
            if (isJava) {
                scan(unit, false);
            }
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Boolean isTest) {
            List<String> marks = marks(method.getModifiers());
            return super.visitMethod(method, marks.stream().anyMatch(TESTS::contains) && isOn(marks));
        }

        /** Of a class within another one tests are run if it says so, and of one that is switched off, none. */
        @Override
        public @Nullable Void visitClass(ClassTree type, Boolean isTest) {
            List<String> marks = marks(type.getModifiers());
            boolean isRun = isOn(marks) && (unit.getTypeDecls().contains(type) || marks.contains("Nested"));
            return isRun ? super.visitClass(type, false) : null;
        }

        private static List<String> marks(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .map(Tree::toString)
                    .toList();
        }

        /** Not switched off, nor in certain places: where, nobody knows here. */
        private static boolean isOn(List<String> marks) {
            return marks.stream().noneMatch(mark -> SWITCH.matcher(mark).matches());
        }

        @Override
        public @Nullable Void visitBlock(BlockTree block, Boolean isTest) {
            if (isTest) {
                target.bodies.add(statements(block));
            }
            return super.visitBlock(block, isTest);
        }

        private Statements statements(BlockTree block) {
            List<? extends StatementTree> all = block.getStatements();
            List<int[]> gaps = new ArrayList<>();
            for (int at = 0; at < all.size(); at++) {
                int from = at == 0 ? start(block) + 1 : end(all.get(at - 1));
                int to = at + 1 == all.size() ? end(block) - 1 : start(all.get(at + 1));
                gaps.add(new int[] {from, to});
            }
            return new Statements(all.stream().map(Tree::toString).toList(), gaps, source);
        }

        private int start(Tree tree) {
            return (int) positions.getStartPosition(unit, tree);
        }

        private int end(Tree tree) {
            return (int) positions.getEndPosition(unit, tree);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Boolean isTest) {
            if (isTest
                    && call.getMethodSelect() instanceof MemberSelectTree select
                    && EXPECTATIONS.contains(select.getIdentifier().toString())
                    && call.getArguments().get(0) instanceof LiteralTree literal
                    && literal.getValue() instanceof String text) {
                target.expected.add(text.stripTrailing());
            }
            return super.visitMethodInvocation(call, isTest);
        }
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
