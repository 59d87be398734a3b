package lockstep.grader.catalog.identities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import lockstep.grader.check.structure.PlatformParallelism;
import lockstep.grader.exercise.Check;

/** Identities makes threads and leaves alone those that the whole JVM shares. */
public final class IdentitiesRules {

    @Check(
            id = "own-threads",
            title = "Makes threads",
            points = 10,
            mistake = "P11",
            why = "Whose threads they are is what the report is about: those of the common pool are everybody's.",
            hint = "Make threads, or one of the pools of Executors, in inThreads.")
    static final ArchRule OWN_THREADS = all(submissions())
            .should(meet(
                    noUse(PlatformParallelism::isParallelStream),
                    noUse(PlatformParallelism::isCommonPool),
                    presence(PlatformParallelism::makesThreads, "nothing in it makes a thread or a pool")))
            .as("this exercise wants threads that you make, or a pool of them");

    private IdentitiesRules() {}

    /** Known-bad: what the common pool does. */
    static final class Canary {
        void inThreads(List<Runnable> tasks) {
            tasks.parallelStream().forEach(Runnable::run);
        }
    }
}
