package lockstep.grader.worker;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Work that is done inside a worker JVM. Has a public constructor without parameters. */
public interface WorkerJob {

    /**
     * Answers the checks in order, reporting each as it starts and ends.
     *
     * <p>May return early after {@link Reporter#finished} when the JVM is no longer fit to ask further checks (a thread
     * of the submission hangs): the rest is then asked in a new worker.
     *
     * @param options what {@link WorkerTask} was given
     * @throws Exception our own fault; the checks not yet finished become ERRORED
     */
    void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception;

    /** Carries answers to the parent process. Safe for use from several threads. */
    interface Reporter {
        /**
         * A check begins; its deadline runs from here.
         *
         * @return whether it is to be asked; if not, as its ground did not pass in this worker, it is answered already
         */
        boolean started(CheckSpec check);

        /** A check was answered; at most once per check. */
        default void finished(CheckId check, Verdict verdict) {
            finished(check, verdict, null);
        }

        /** The same of a check whose threads were controlled, with the lines that have run by now. */
        void finished(CheckId check, Verdict verdict, @Nullable Coverage coverage);

        /**
         * The engine of this job failed to catch its known-bad code, so it must not judge here.
         *
         * @param what which canary, what was expected, what happened
         */
        void canaryFailed(String what);
    }
}
