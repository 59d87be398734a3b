package lockstep.grader.probe;

import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Lock;

/** What a student calls that for which a thread under control waits. */
public final class AwaitedWords {

    private AwaitedWords() {}

    /** Returns it with an article, as it follows on {@code waits for}. */
    public static String of(Awaited awaited) {
        Lock lock = awaited.lock();
        return switch (awaited.kind()) {
            case MONITOR -> lock == null ? "a monitor" : monitor(lock);
            case NOTIFICATION -> "a notify on " + (lock == null ? "a monitor" : monitor(lock));
            case SIGNAL -> "a signal on " + (lock == null ? "a Condition" : synchroniser(lock));
            case SYNCHRONISER -> lock == null ? "a lock" : synchroniser(lock);
            case PERMIT -> "a permit (park)";
            case SLEEP -> "the end of its sleep";
            case THREAD_END -> "the end of " + awaited.thread();
            case INITIALISATION -> "the initialisation of " + (lock == null ? "a class" : lock.type());
            case REST -> "the others to come to rest";
        };
    }

    private static String monitor(Lock lock) {
        String of = lock.field() != null ? lock.field() : lock.isOfClass() ? lock.type() : withArticle(lock.type());
        return "the monitor of " + of;
    }

    private static String synchroniser(Lock lock) {
        return withArticle(lock.type()) + (lock.field() == null ? "" : " (" + lock.field() + ")");
    }

    private static String withArticle(String name) {
        return (name.matches("[AEIOaeio].*") ? "an " : "a ") + name;
    }
}
