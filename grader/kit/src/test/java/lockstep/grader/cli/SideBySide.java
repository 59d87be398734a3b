package lockstep.grader.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Tests that go side by side, because each waits more than it computes; they are reported one after the other. */
final class SideBySide {

    private SideBySide() {}

    /** Begins the tests on the threads, in order, and shuts these down afterwards. */
    static Stream<DynamicTest> on(ExecutorService threads, Stream<DynamicTest> tests) {
        List<DynamicTest> begun = tests.map(test -> begin(threads, test)).toList();
        threads.shutdown();
        return begun.stream();
    }

    private static DynamicTest begin(ExecutorService threads, DynamicTest test) {
        Future<Optional<Throwable>> ended = threads.submit(() -> failureOf(test.getExecutable()));
        return DynamicTest.dynamicTest(test.getDisplayName(), () -> {
            Optional<Throwable> failure = ended.get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        });
    }

    private static Optional<Throwable> failureOf(Executable body) {
        try {
            body.execute();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }
}
