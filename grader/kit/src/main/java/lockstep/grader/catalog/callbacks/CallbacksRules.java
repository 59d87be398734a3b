package lockstep.grader.catalog.callbacks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import lockstep.grader.check.structure.PlatformParallelism;
import lockstep.grader.exercise.Check;

/** CallbackPool has threads of its own and leaves alone those that the whole JVM shares. */
public final class CallbacksRules {

    @Check(
            id = "own-threads",
            title = "Has threads of its own",
            points = 10,
            mistake = "P11",
            why = "Only threads that the pool makes itself can be as many as were asked for, and end with it.",
            hint = "Make threads, or one of the pools of Executors, and hand each task to these.")
    static final ArchRule OWN_THREADS = all(submissions())
            .should(meet(
                    noUse(PlatformParallelism::isParallelStream),
                    noUse(PlatformParallelism::isCommonPool),
                    presence(PlatformParallelism::makesThreads, "nothing in it makes a thread or a pool")))
            .as("this exercise wants a pool that has its own threads, and nothing of the common pool");

    private CallbacksRules() {}

    /** Known-bad: what the common pool does. */
    static final class Canary {
        void submit(Runnable task) {
            CompletableFuture.runAsync(task);
        }
    }
}
