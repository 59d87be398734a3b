package lockstep.grader.catalog.poolmap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.check.structure.Breach;
import lockstep.grader.check.structure.PlatformParallelism;
import lockstep.grader.check.structure.SubmissionClasses;
import lockstep.grader.check.structure.Use;
import lockstep.grader.exercise.Check;
import lockstep.grader.verdict.Advice;

/** PoolMap has a pool of its own and leaves alone the one that the whole JVM shares. */
public final class PoolMapRules {

    private static final Set<String> POOL = Set.of(
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.AbstractExecutorService",
            "java.util.concurrent.ScheduledExecutorService",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool");

    private static final Set<String> THREAD = Set.of("java.lang.Thread");

    private static final Advice SHARED_POOL = new Advice(
            "The common pool has as many threads as the machine has cores, whatever workers says, and everybody else's"
                    + " tasks wait in it as well.",
            "Create a pool with exactly workers threads in the call, and hand every task to that one.",
            "P11");

    @Check(
            id = "own-pool",
            title = "Uses a pool of its own",
            points = 10,
            why =
                    "Only a pool that this call creates can have as many threads as the caller asks for, and end with the call.",
            hint = "Look at the methods of Executors whose names begin with new.")
    static final ArchRule OWN_POOL = all(submissions())
            .should(meet(
                    noUse(PlatformParallelism::isParallelStream).advising(SHARED_POOL),
                    noUse(PlatformParallelism::isCommonPool).advising(SHARED_POOL),
                    PoolMapRules::createsNoPool))
            .as("this exercise wants a pool that you create yourself, an ExecutorService or a ForkJoinPool");

    private PoolMapRules() {}

    private static Stream<Breach> createsNoPool(SubmissionClasses classes) {
        if (classes.uses().anyMatch(use -> isNewPool(classes, use))) {
            return Stream.empty();
        }
        return classes.uses()
                .filter(use -> use.member().equals("start") && classes.isA(use.owner(), THREAD))
                .findFirst()
                .map(use -> Stream.of(new Breach(use.location(), "starts a Thread, and nothing creates a pool", null)))
                .orElseGet(() -> Stream.of(new Breach(null, "nothing in it creates a pool", null)));
    }

    private static boolean isNewPool(SubmissionClasses classes, Use use) {
        return use.owner().equals("java.util.concurrent.Executors")
                        && use.member().startsWith("new")
                || use.member().equals("<init>") && classes.isA(use.owner(), POOL);
    }

    /** Known-bad: a parallel stream, and no pool of its own. */
    static final class Canary {
        List<String> map(List<String> inputs) {
            return inputs.parallelStream().map(String::trim).toList();
        }
    }
}
