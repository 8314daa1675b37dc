package io.segmentpixel.pixel;

import io.segmentpixel.segment.PixelType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call as it was read from an address, whether or not it makes sense.
 *
 * <pre>{@code
 * ParsedCall parsed = PixelCall.parse("//ib.adnxs.com/seg?add=${x}&t=2").orElseThrow();
 * parsed.scheme(); // INHERITED
 * parsed.call(); // empty: ${x} is no segment
 * parsed.remarks(); // says so
 * }</pre>
 *
 * <p>Made by {@link PixelCall#parse(String)}.
 */
public final class ParsedCall {
    private final Scheme scheme;
    private final String host;
    private final List<Parameter> rawParameters;
    private final Optional<PixelCall> call;
    private final Optional<PixelType> type;
    private final List<String> remarks;

    ParsedCall(
            Scheme scheme,
            String host,
            List<Parameter> rawParameters,
            Optional<PixelCall> call,
            Optional<PixelType> type,
            List<String> remarks) {
        this.scheme = scheme;
        this.host = host;
        this.rawParameters = List.copyOf(rawParameters);
        this.call = call;
        this.type = type;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * One parameter of a call.
     *
     * @param name the text before the first {@code =}, as written
     * @param value the text behind it, as written: nothing is decoded; empty where there is no {@code =}
     */
    public record Parameter(String name, String value) {
        /**
         * Takes the two texts.
         *
         * @param name the text before the first {@code =}, as written
         * @param value the text behind it, as written: nothing is decoded; empty where there is no {@code =}
         */
        public Parameter {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        /** As it stands in a call. */
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    /**
     * What the call asks for.
     *
     * @return empty if no valid call can be made of the parameters; the {@link #remarks} say why
     */
    public Optional<PixelCall> call() {
        return call;
    }

    /**
     * The parameters as they stand there, in their order.
     *
     * @return an immutable list, also of what was not understood
     */
    public List<Parameter> rawParameters() {
        return rawParameters;
    }

    /**
     * The answer that is asked for: {@code t=1} is a script; {@code t=2}, and no {@code t} at all, an image.
     *
     * @return empty if {@code t} says something else, or not one thing
     */
    public Optional<PixelType> type() {
        return type;
    }

    /**
     * How the address begins.
     *
     * @return {@link Scheme#INHERITED} for a protocol-relative address
     */
    public Scheme scheme() {
        return scheme;
    }

    /**
     * The host name.
     *
     * @return in lower case, without port
     */
    public String host() {
        return host;
    }

    /**
     * What was odd about the call.
     *
     * @return a sentence each; empty for every call that this library writes
     */
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParsedCall parsed
                && parsed.scheme == scheme
                && parsed.host.equals(host)
                && parsed.rawParameters.equals(rawParameters)
                && parsed.remarks.equals(remarks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, rawParameters, remarks);
    }

    /** Scheme, host, parameters and remarks. */
    @Override
    public String toString() {
        return "ParsedCall[scheme=" + scheme + ", host=" + host + ", parameters=" + rawParameters + ", remarks="
                + remarks + "]";
    }
}
