package io.segmentpixel.pixel;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters that calls have. */
enum Name {
    ID(Kind.CONVERSION, false),
    ADD(Kind.SEGMENT, false),
    SEG(Kind.CONVERSION, false),
    ADD_CODE(Kind.SEGMENT, false),
    SEG_CODE(Kind.CONVERSION, false),
    REMOVE(Kind.BOTH, false),
    REMOVE_CODE(Kind.BOTH, false),
    MEMBER(Kind.BOTH, false),
    ORDER_ID(Kind.CONVERSION, true),
    VALUE(Kind.BOTH, false),
    OTHER(Kind.BOTH, true),
    GDPR(Kind.BOTH, false),
    GDPR_CONSENT(Kind.BOTH, false),
    CONSENT(Kind.BOTH, false),
    US_PRIVACY(Kind.BOTH, false),
    GPP(Kind.BOTH, false),
    GPP_SID(Kind.BOTH, false),
    REDIR(Kind.BOTH, false),
    T(Kind.BOTH, false);

    private enum Kind {
        SEGMENT,
        CONVERSION,
        BOTH
    }

    /** What many a site calls parameters of its own. */
    private static final Set<Name> COMMON = EnumSet.of(ID, ORDER_ID, VALUE, OTHER);

    private static final Map<String, Name> ALL =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Name::text, Function.identity()));

    private final Kind kind;
    private final boolean isFreeText;
    private final String text;

    Name(Kind kind, boolean isFreeText) {
        this.kind = kind;
        this.isFreeText = isFreeText;
        this.text = name().toLowerCase(Locale.ROOT);
    }

    /** The parameter of this name that such calls have, null if they have none. */
    static @Nullable Name of(String text, boolean isConversion) {
        Name name = ALL.get(text);
        return name == null || name.kind == (isConversion ? Kind.SEGMENT : Kind.CONVERSION) ? null : name;
    }

    /** Whether every text is a value. */
    boolean isFreeText() {
        return isFreeText;
    }

    /** Whether nobody but the platform is likely to have a parameter of this name. */
    boolean isOurs() {
        return !COMMON.contains(this);
    }

    /** As it stands in a call. */
    String text() {
        return text;
    }
}
