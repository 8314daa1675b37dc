package io.segmentpixel.acceptance;

import io.segmentpixel.segment.SegmentService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stands before a service and notes all that a caller could print: arguments, results, and exceptions with their traces. */
final class Witness {
    private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    private Witness() {}

    static SegmentService of(SegmentService service) {
        return (SegmentService) Proxy.newProxyInstance(
                Witness.class.getClassLoader(),
                new Class<?>[] {SegmentService.class},
                (proxy, method, arguments) -> noted(service, method, arguments));
    }

    static List<String> seen() {
        return List.copyOf(SEEN);
    }

    private static @Nullable Object noted(SegmentService service, Method method, Object @Nullable [] arguments)
            throws Throwable {
        SEEN.add(service + "." + method.getName() + Arrays.toString(arguments));
        try {
            Object result = method.invoke(service, arguments);
            SEEN.add(String.valueOf(result));
            return result instanceof Stream<?> stream ? stream.peek(segment -> SEEN.add(segment.toString())) : result;
        } catch (InvocationTargetException failure) {
            SEEN.add(trace(failure.getTargetException()));
            throw failure.getTargetException();
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
