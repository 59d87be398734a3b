package lockstep.grader.worker.protocol;

import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** What a worker tells its parent. */
public sealed interface Message {

    /** The worker runs and has understood the request. */
    record Ready() implements Message {}

    /** A check begins. */
    record Started(CheckId check) implements Message {}

    /** A check was answered. */
    record Finished(
            CheckId check, Verdict verdict, @Nullable Coverage coverage) implements Message {}

    /** A check does not end; the worker answers it with this and ends itself. */
    record Stuck(CheckId check, Verdict verdict) implements Message {}

    /** Someone ends the JVM from inside; {@code location} is the submission's line, or null where it is not known. */
    record Exiting(@Nullable SourceLocation location) implements Message {}

    /** The engine missed its known-bad code. */
    record CanaryFailed(String what) implements Message {}

    /** The job itself threw. */
    record JobFailed(String what) implements Message {}

    /** The job returned. */
    record Done() implements Message {}
}
