package lockstep.grader.catalog.processqueuesum;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.check.structure.Breach;
import lockstep.grader.check.structure.SubmissionClasses;
import lockstep.grader.check.structure.TypeNames;
import lockstep.grader.check.structure.Use;
import lockstep.grader.exercise.Check;
import lockstep.grader.verdict.Advice;

/** ProcessQueueSum starts its children by ChildJvm and collects their lines on a blocking queue. */
public final class ProcessQueueSumRules {

    private static final Set<String> BLOCKING_QUEUE = Set.of(
            "java.util.concurrent.BlockingQueue",
            "java.util.concurrent.BlockingDeque",
            "java.util.concurrent.TransferQueue",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.SynchronousQueue",
            "java.util.concurrent.DelayQueue");

    private static final Set<String> ANY_QUEUE = Set.of("java.util.Queue", "java.util.Deque", "java.util.Collection");

    private static final Set<String> PUTS = Set.of(
            "put",
            "putFirst",
            "putLast",
            "offer",
            "offerFirst",
            "offerLast",
            "add",
            "addFirst",
            "addLast",
            "addAll",
            "transfer",
            "tryTransfer",
            "push");

    private static final Set<String> TAKES = Set.of(
            "take",
            "takeFirst",
            "takeLast",
            "poll",
            "pollFirst",
            "pollLast",
            "drainTo",
            "remove",
            "removeFirst",
            "removeLast",
            "pop");

    private static final Advice NO_CHILD = new Advice(
            "Threads share one JVM; this exercise is about processes, which share nothing and talk through pipes.",
            "ChildJvm.start(ProcessQueueSum.class, ...) runs your own main in a new JVM; start one per share of the range.",
            "Q17");

    @Check(
            id = "children-and-queue",
            title = "Starts children and collects on a queue",
            points = 10,
            why =
                    "Children that run side by side finish in any order; a blocking queue lets whoever is ready go first.",
            hint =
                    "One reader per child puts the child's lines on one BlockingQueue; the parent takes until it has seen all STOPs.")
    static final ArchRule CHILDREN_AND_QUEUE = all(submissions())
            .should(meet(
                    noMentionOf(TypeNames.matching("java\\.lang\\.ProcessBuilder(\\$\\w+)?")),
                    noUse(use -> use.owner().equals("java.lang.Runtime")
                            && use.member().equals("exec")),
                    ProcessQueueSumRules::startsNoChild,
                    presence(ProcessQueueSumRules::hasQueue, "nothing in it uses a BlockingQueue"),
                    presence(
                            classes -> !hasQueue(classes) || queues(classes, PUTS),
                            "nothing in it puts anything on its BlockingQueue"),
                    presence(
                            classes -> !hasQueue(classes) || queues(classes, TAKES),
                            "nothing in it takes anything off its BlockingQueue")))
            .as("this exercise wants children started by ChildJvm.start, whose lines go to one BlockingQueue");

    private ProcessQueueSumRules() {}

    private static Stream<Breach> startsNoChild(SubmissionClasses classes) {
        boolean starts = classes.uses()
                .anyMatch(use -> use.owner().equals("lockstep.processqueuesum.ChildJvm")
                        && use.member().equals("start"));
        if (starts) {
            return Stream.empty();
        }
        boolean threads = classes.uses()
                .anyMatch(use -> use.member().equals("start") && classes.isA(use.owner(), Set.of("java.lang.Thread")));
        return Stream.of(new Breach(null, "nothing in it calls ChildJvm.start", threads ? NO_CHILD : null));
    }

    private static boolean hasQueue(SubmissionClasses classes) {
        return classes.uses().anyMatch(use -> classes.isA(use.owner(), BLOCKING_QUEUE));
    }

    /** The queue may be held in a variable of a more general type. */
    private static boolean queues(SubmissionClasses classes, Set<String> members) {
        return classes.uses().anyMatch(use -> members.contains(use.member()) && isQueue(classes, use));
    }

    private static boolean isQueue(SubmissionClasses classes, Use use) {
        return classes.isA(use.owner(), BLOCKING_QUEUE) || ANY_QUEUE.contains(use.owner());
    }

    /** Known-bad: a process of its own making, and no queue. */
    static final class Canary {
        Process start() throws IOException {
            return new ProcessBuilder("java").start();
        }
    }
}
