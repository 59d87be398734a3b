package lockstep.grader.catalog.poolmap;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.Expect;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code map} to be made.
 *
 * @param taskText the task as a student would write it
 */
record MapCall<T extends @Nullable Object, R extends @Nullable Object>(
        String taskText, Function<T, R> task, List<T> inputs, int workers) {

    /** No correct call of these tests takes a hundredth of it. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** Returns a call over the numbers from 0. */
    static <R extends @Nullable Object> MapCall<Integer, R> ofNumbers(
            String taskText, Function<Integer, R> task, int inputs, int workers) {
        return new MapCall<>(taskText, task, numbers(inputs), workers);
    }

    /** Returns the numbers from 0, as many as asked for. */
    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Returns the call as a student would write it. */
    String text() {
        boolean isLong = inputs.size() > 6;
        return "map(" + taskText + ", " + (isLong ? "[0, ..., " + (inputs.size() - 1) + "]" : inputs) + ", " + workers
                + ")";
    }

    /** Returns the same call with each input recorded before its task is run. */
    MapCall<T, R> recordedIn(CallLog<T> log) {
        return new MapCall<>(
                taskText,
                input -> {
                    log.add(input);
                    return task.apply(input);
                },
                inputs,
                workers);
    }

    /** Makes the call on this instance, in a thread of its own. */
    BackgroundCall<List<R>> startOn(SubmittedMap instance) {
        return BackgroundCall.start(text(), () -> instance.map(task, inputs, workers));
    }

    /** Makes the call on a new instance, in a thread of its own. */
    BackgroundCall<List<R>> startOnNew() {
        return startOn(new SubmittedMap());
    }

    /** Makes the call and returns its answer; whatever it throws is against the expectation. */
    List<R> answer() throws Exception {
        BackgroundCall<List<R>> running = startOnNew();
        return Expect.noThrow("a list of " + inputs.size() + " results", text(), () -> running.await(LIMIT));
    }
}
