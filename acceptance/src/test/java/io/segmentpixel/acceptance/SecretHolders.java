package io.segmentpixel.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.security.Key;
import java.security.KeyPair;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of the published modules that can hold a secret: a key, or a text that is named like a secret, in a field of their own or of
 * what they hold, whatever stands behind an interface.
 */
final class SecretHolders {
    private static final Pattern SECRET = Pattern.compile("(?i).*(token|password|passwd|secret|pem|jwt|key|proof).*");
    private static final Set<Class<?>> TEXT = Set.of(String.class, CharSequence.class, char.class, byte.class);
    private static final List<String> PUBLISHED =
            List.of("segment", "pixel", "export", "sync", "http", "page", "testkit");

    private static final Set<Class<?>> OWN = imported();

    /** Fields that are named like a secret, and hold none. */
    private final Set<String> harmless;

    SecretHolders(Collection<String> harmless) {
        this.harmless = Set.copyOf(harmless);
    }

    private static Set<Class<?>> imported() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PUBLISHED.stream()
                                .map(name -> "io.segmentpixel." + name)
                                .toList())
                        .stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .collect(Collectors.toSet());
    }

    /** All types that a user can name. */
    List<Class<?>> publicTypes() {
        return OWN.stream().filter(SecretHolders::isPublic).toList();
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    boolean canHoldSecret(Class<?> type) {
        return canHoldSecret(type, new HashSet<>());
    }

    private boolean canHoldSecret(Class<?> type, Set<Class<?>> seen) {
        return seen.add(type)
                && OWN.stream()
                        .filter(type::isAssignableFrom)
                        .flatMap(SecretHolders::fields)
                        .anyMatch(field -> isSecret(field)
                                || types(field.getGenericType())
                                        .filter(OWN::contains)
                                        .anyMatch(held -> canHoldSecret(held, seen)));
    }

    /** Those of a type and of what it extends; an enum holds what was written into the program. */
    private static Stream<Field> fields(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return Stream.concat(
                above == null ? Stream.empty() : fields(above),
                Stream.of(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers())));
    }

    private boolean isSecret(Field field) {
        boolean isKey = types(field.getGenericType())
                .anyMatch(type -> Key.class.isAssignableFrom(type) || type == KeyPair.class);
        boolean isText = types(field.getGenericType()).anyMatch(TEXT::contains);
        return (isKey || (isText && isNamedSo(field))) && !harmless.contains(name(field));
    }

    /** By its own name, or by that of its type, where it may be called as it likes. */
    private static boolean isNamedSo(Field field) {
        return SECRET.matcher(field.getName()).matches()
                || SECRET.matcher(field.getDeclaringClass().getSimpleName()).matches();
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    /** The fields that were called harmless, and would not be taken for secrets anyway. */
    Set<String> idleExceptions() {
        SecretHolders strict = new SecretHolders(Set.of());
        Set<String> needed = OWN.stream()
                .flatMap(SecretHolders::fields)
                .filter(strict::isSecret)
                .map(SecretHolders::name)
                .collect(Collectors.toSet());
        return harmless.stream().filter(name -> !needed.contains(name)).collect(Collectors.toSet());
    }

    /** The classes that a type is made of: itself, its parameters, its components. */
    private static Stream<Class<?>> types(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? types(plain.getComponentType()) : Stream.of(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                    types(generic.getRawType()),
                    Stream.of(generic.getActualTypeArguments()).flatMap(SecretHolders::types));
        }
        return type instanceof WildcardType any
                ? Stream.of(any.getUpperBounds()).flatMap(SecretHolders::types)
                : Stream.empty();
    }
}
