package lockstep.grader.check.structure;

import java.util.Set;

/** The library's own ways to run code in threads. */
public final class PlatformParallelism {

    private static final Set<String> MAKE_THREADS = Set.of(
            "java.lang.Thread",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool");

    private static final Set<String> FUTURES =
            Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

    private PlatformParallelism() {}

    /** Returns whether this makes a stream or an array operation parallel: on the common pool, with all cores. */
    public static boolean isParallelStream(Use use) {
        return switch (use.member()) {
            case "parallel" -> use.owner().startsWith("java.util.stream.");
            // Any collection has it, and a submission may name its own subclass.
            case "parallelStream" -> use.parameters().isEmpty();
            case "parallelSort", "parallelSetAll", "parallelPrefix" ->
                use.owner().equals("java.util.Arrays");
            default -> false;
        };
    }

    /** Returns whether this runs something on the pool that the whole JVM shares. */
    public static boolean isCommonPool(Use use) {
        return switch (use.owner()) {
            case "java.util.concurrent.ForkJoinPool" -> use.member().equals("commonPool");
            case "java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage" ->
                use.member().endsWith("Async") && !use.parameters().contains("java.util.concurrent.Executor");
            default -> false;
        };
    }

    /** Returns whether this has a future run something in a thread of a pool's; one that somebody completes needs none. */
    public static boolean isAsynchronous(Use use) {
        return FUTURES.contains(use.owner())
                && (use.member().endsWith("Async") || use.member().equals("delayedExecutor"));
    }

    /** Returns whether threads or pools are made that belong to who makes them. */
    public static boolean makesThreads(SubmissionClasses classes) {
        return classes.uses()
                .anyMatch(use -> use.owner().equals("java.util.concurrent.Executors")
                        || use.member().equals("<init>") && classes.isA(use.owner(), MAKE_THREADS));
    }
}
