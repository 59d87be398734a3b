package lockstep.grader.catalog.threadedsum;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockstep.grader.check.structure.Breach;
import lockstep.grader.check.structure.PlatformParallelism;
import lockstep.grader.check.structure.SubmissionClasses;
import lockstep.grader.check.structure.TypeNames;
import lockstep.grader.check.structure.Use;
import lockstep.grader.exercise.Check;
import lockstep.grader.verdict.Advice;

/** ThreadedSum starts threads itself and leaves the library's pools alone. */
public final class ThreadedSumRules {

    private static final Set<String> THREAD = Set.of("java.lang.Thread");

    /** What starts a thread without naming Thread: the builders of later Java versions. */
    private static final TypeNames BUILDERS = TypeNames.matching("java\\.lang\\.Thread\\$Builder(\\$\\w+)?");

    private static final TypeNames POOLS = TypeNames.matching(
            "java\\.util\\.concurrent\\.(Scheduled|Abstract)?(Executor|ExecutorService)",
            "java\\.util\\.concurrent\\.(Scheduled)?ThreadPoolExecutor(\\$\\w+)?",
            "java\\.util\\.concurrent\\.(ForkJoin\\w+|Recursive\\w+|CountedCompleter)(\\$\\w+)?",
            "java\\.util\\.concurrent\\.(ExecutorCompletionService|CompletionService)",
            "java\\.util\\.concurrent\\.SubmissionPublisher(\\$\\w+)?",
            "java\\.util\\.concurrent\\.StructuredTaskScope(\\$\\w+)?",
            "java\\.util\\.(Timer|TimerTask)");

    private static final Advice NOT_BY_LIBRARY = new Advice(
            "A pool or a parallel stream hides which thread does what, and that is what this exercise is about.",
            "Split the range into as many shares as threads, give each share to a new Thread, start them all, then join.",
            "S16");

    private static final Advice RUN_FOR_START = new Advice(
            "run() is an ordinary method call: the work is done right here, by the thread that calls.",
            "A new thread begins with start(), which calls run() over there.",
            "S1");

    @Check(
            id = "own-threads",
            title = "Starts its own threads",
            points = 10,
            why = "The exercise is about threads that you start and wait for yourself; pools and streams hide both.",
            hint = "Create a Thread per share of the range, start() all of them, and join() them afterwards.")
    static final ArchRule OWN_THREADS = all(submissions())
            .should(meet(
                    noUse(ThreadedSumRules::isPool).advising(NOT_BY_LIBRARY),
                    noMentionOf(POOLS).advising(NOT_BY_LIBRARY),
                    ThreadedSumRules::startsNothing))
            .as("this exercise wants Threads that you start yourself");

    private ThreadedSumRules() {}

    private static boolean isPool(Use use) {
        // A thread factory makes threads and starts none; a future may only hold what a thread hands over.
        return PlatformParallelism.isParallelStream(use)
                || PlatformParallelism.isAsynchronous(use)
                || use.owner().equals("java.util.concurrent.Executors")
                        && !use.member().equals("defaultThreadFactory");
    }

    private static Stream<Breach> startsNothing(SubmissionClasses classes) {
        boolean starts = classes.uses().anyMatch(use -> isStart(classes, use));
        if (starts) {
            return Stream.empty();
        }
        Optional<Use> run = classes.uses()
                .filter(use -> use.member().equals("run") && classes.isA(use.owner(), THREAD))
                .findFirst();
        if (run.isPresent()) {
            return Stream.of(new Breach(
                    run.get().location(), "calls run() on a Thread, and nothing calls start()", RUN_FOR_START));
        }
        boolean creates =
                classes.uses().anyMatch(use -> use.member().equals("<init>") && classes.isA(use.owner(), THREAD));
        return Stream.of(new Breach(
                null, creates ? "it creates a Thread, but nothing starts it" : "nothing in it starts a Thread", null));
    }

    private static boolean isStart(SubmissionClasses classes, Use use) {
        return switch (use.member()) {
            case "start" -> classes.isA(use.owner(), THREAD) || BUILDERS.matches(use.owner());
            case "startVirtualThread" -> classes.isA(use.owner(), THREAD);
            default -> false;
        };
    }

    /** Known-bad: a parallel stream, and no thread of its own. */
    static final class Canary {
        long sum(long start, long end) {
            return LongStream.range(start, end).parallel().sum();
        }
    }
}
