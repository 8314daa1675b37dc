package io.segmentpixel.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of the project, and what they have, as pages name them. */
final class Names {
    /** A type, and perhaps something of it: {@code Limits}, {@code PageAudit.mended()}. */
    private static final Pattern NAME = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+)(?:\\(.*\\))?)?");

    private static final Pattern MAIN = Pattern.compile(".*/src/main/java/(.*)\\.java");
    private static final List<String> FOREIGN = List.of("java.lang.", "java.util.", "java.util.stream.");

    private final Map<String, Path> sources;

    private Names(Map<String, Path> sources) {
        this.sources = sources;
    }

    static Names ofTheProject() {
        try (Stream<Path> modules = Files.list(Page.ROOT)) {
            return new Names(modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(Names::sources)
                    .collect(Collectors.toMap(
                            source -> source.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> MAIN.matcher(one.toString()).matches() ? one : other)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean hasType(String name) {
        return sources.containsKey(name);
    }

    /** What is meant by a piece of code within a sentence, if it looks like a name of a type. */
    static Optional<Matcher> in(String span) {
        return Optional.of(NAME.matcher(span)).filter(Matcher::matches);
    }

    /** Whether there is what a piece of code names; what does not look like a type is not asked for. */
    boolean has(String span) {
        return in(span).map(
                        name -> isForeign(name.group(1)) || isOurs(name.group(1), Optional.ofNullable(name.group(2))))
                .orElse(true);
    }

    private static boolean isForeign(String type) {
        return FOREIGN.stream().anyMatch(start -> type(start + type).isPresent());
    }

    private boolean isOurs(String type, Optional<String> member) {
        return hasType(type)
                && member.flatMap(name ->
                                compiled(type).map(found -> members(found).contains(name)))
                        .orElse(true);
    }

    /** The type as this module sees it; empty for one of a test of another module. */
    Optional<Class<?>> compiled(String name) {
        Matcher source = MAIN.matcher(String.valueOf(sources.get(name)));
        return source.matches() ? type(source.group(1).replace('/', '.')) : Optional.empty();
    }

    private static Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName(name, false, Names.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }

    private static Set<String> members(Class<?> type) {
        Set<String> names = new HashSet<>();
        Stream.of(type.getMethods()).forEach(method -> names.add(method.getName()));
        Stream.of(type.getFields()).forEach(field -> names.add(field.getName()));
        Stream.of(type.getClasses()).forEach(nested -> names.add(nested.getSimpleName()));
        return names;
    }

    /** The types whose names end like this. */
    Stream<Class<?>> endingIn(String end) {
        return sources.keySet().stream().filter(name -> name.endsWith(end)).flatMap(name -> compiled(name).stream());
    }
}
