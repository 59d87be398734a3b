package lockstep.grader.catalog.boundedresource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;
import static lockstep.grader.check.structure.TypeNames.matching;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.Executor;
import lockstep.grader.check.structure.PlatformParallelism;
import lockstep.grader.exercise.Check;

/** Threads wait until they are let in. */
public final class BoundedResourceRules {

    private static final Set<String> ASKING_AGAIN = Set.of("sleep", "yield", "onSpinWait");

    @Check(
            id = "no-polling",
            title = "Waits instead of asking again and again",
            points = 10,
            why = "Asking again and again costs a core or comes too late; and a pool's threads are not the caller's.",
            hint =
                    "Use a Semaphore, wait and notifyAll, a Condition, or LockSupport: the one who leaves wakes the next.",
            mistake = "B7")
    static final ArchRule NO_POLLING = all(submissions())
            .should(meet(
                    noUse(use -> ASKING_AGAIN.contains(use.member())),
                    // A future that somebody completes is a way to be woken; only its own threads are a pool.
                    noUse(PlatformParallelism::isAsynchronous),
                    noMentionOf(matching("java\\.util\\.concurrent\\.\\w*(Executor|ForkJoin)\\w*"))))
            .as("this exercise wants threads that are woken, and neither sleeping, spinning and yielding nor a pool");

    private BoundedResourceRules() {}

    /** Known-bad: looks every millisecond, and hands the action to a pool. */
    static final class Canary {
        void use(Executor pool, Runnable action) throws InterruptedException {
            Thread.sleep(1);
            pool.execute(action);
        }
    }
}
