package lockstep.engine.control;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the code under test has made its threads and its pools. */
final class Origins {

    private final Predicate<String> tested;
    private final Map<Object, Line> lines = new IdentityHashMap<>();
    private final Map<Thread, Object> pools = new IdentityHashMap<>();

    /** @param tested which classes are under test */
    Origins(Predicate<String> tested) {
        this.tested = tested;
    }

    /** The calling thread is making a pool, or a thread that belongs to none; who makes it is not its own constructor. */
    void made(Object it) {
        StackWalker.getInstance().walk(this::line).ifPresent(line -> lines.put(it, line));
    }

    /** A pool is making a thread; who has asked for it is further down than a factory. */
    void madeBy(Object pool, Thread thread) {
        pools.put(thread, pool);
        StackWalker.getInstance()
                .walk(frames -> line(frames.dropWhile(frame -> !isOfPool(frame))))
                .ifPresent(line -> lines.put(thread, line));
    }

    private Optional<Line> line(Stream<StackWalker.StackFrame> frames) {
        return frames.filter(frame -> tested.test(frame.getClassName()))
                .filter(frame -> !frame.getMethodName().equals("<init>"))
                .flatMap(frame -> Line.of(frame.toStackTraceElement()).stream())
                .findFirst();
    }

    private static boolean isOfPool(StackWalker.StackFrame frame) {
        return frame.getClassName().endsWith(".ThreadPoolExecutor")
                || frame.getClassName().endsWith(".ForkJoinPool");
    }

    /** Returns where a thread was made; null where that is not known. */
    @Nullable
    Line of(Thread thread) {
        return lines.get(thread);
    }

    /** Returns where a thread's pool was made; null where that is not known, or no pool has made it. */
    @Nullable
    Line ofPool(Thread thread) {
        Object pool = pools.get(thread);
        return pool == null ? null : lines.get(pool);
    }
}
