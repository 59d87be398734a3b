package lockstep.grader.check.structure;

/** The library's own ways to run code in threads that nobody sees. */
public final class PlatformParallelism {

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
}
