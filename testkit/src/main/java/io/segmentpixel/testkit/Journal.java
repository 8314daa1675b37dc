package io.segmentpixel.testkit;

import io.segmentpixel.pixel.ConversionCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The record of what a sandbox was asked for, in the order in which it was answered: requests for its API, and pixel calls.
 *
 * <pre>{@code
 * assertThat(sandbox.journal().calls(POST)).hasSize(1);
 * assertThat(sandbox.journal().firings(visitor)).isEmpty();
 * }</pre>
 *
 * <p>It keeps all since the start or the latest {@link #clear}. The lists that it gives do not change. It serves any number of threads.
 */
public final class Journal {
    private final List<ApiCall> calls = new ArrayList<>();
    private final List<Noted> firings = new ArrayList<>();

    /** A pixel call, and the name that a stand-in visitor gave with it. */
    private record Noted(Firing firing, Optional<String> sender) {}

    Journal() {}

    synchronized void note(ApiCall call) {
        calls.add(call);
    }

    synchronized void note(Firing firing, Optional<String> sender) {
        firings.add(new Noted(firing, sender));
    }

    /**
     * All requests for the API, logins too.
     *
     * @return the requests, first come first
     */
    public synchronized List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    /**
     * The calls of the segment service by a method; a login is no such call.
     *
     * @param method the method
     * @return the calls, first come first
     */
    public List<ApiCall> calls(HttpMethod method) {
        return calls().stream()
                .filter(call -> call.method() == method && call.operation() != Operation.LOGIN)
                .toList();
    }

    /**
     * The requests that asked for one of these.
     *
     * @param first an operation
     * @param more further ones
     * @return the requests, first come first
     */
    public List<ApiCall> calls(Operation first, Operation... more) {
        Set<Operation> wanted = EnumSet.of(first, more);
        return calls().stream()
                .filter(call -> wanted.contains(call.operation()))
                .toList();
    }

    /**
     * All pixel calls, bad ones too.
     *
     * @return the calls, first come first
     */
    public synchronized List<Firing> firings() {
        return firings.stream().map(Noted::firing).toList();
    }

    /**
     * The pixel calls of a visitor.
     *
     * @param visitor the visitor
     * @return the calls, first come first
     */
    public synchronized List<Firing> firings(Visitor visitor) {
        return firings.stream()
                .filter(noted -> noted.sender().equals(Optional.of(visitor.name())))
                .map(Noted::firing)
                .toList();
    }

    /**
     * The conversions that were counted.
     *
     * @return the calls of {@code /px} that were processed, first come first
     */
    public List<Firing> conversions() {
        return firings().stream()
                .filter(firing -> firing.call().orElse(null) instanceof ConversionCall
                        && firing.visitor().isPresent())
                .toList();
    }

    /** Forgets all. */
    public synchronized void clear() {
        calls.clear();
        firings.clear();
    }

    /** Every request in a line of its own. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        calls.forEach(call -> text.append(call).append('\n'));
        firings.forEach(noted -> text.append(noted.firing()).append('\n'));
        return text.toString();
    }
}
