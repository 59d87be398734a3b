package lockstep.grader.catalog.lockedcounter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.grader.check.structure.Locks;
import lockstep.grader.check.structure.TypeNames;
import lockstep.grader.exercise.Check;
import lockstep.grader.verdict.Advice;

/** LockedCounter is guarded by a lock, and not by atomic variables. */
public final class LockedCounterRules {

    private static final Advice NO_ATOMICS = new Advice(
            "An atomic variable makes a single step safe; this exercise is about a lock, which makes several steps one.",
            "Keep the value in a plain long, and let every method that touches it hold the same lock.",
            null);

    private static final Advice NO_LOCK = new Advice(
            "Without a lock nothing keeps two threads from changing the value at the same time.",
            "Which lines must no other thread come between? Put them under one lock, in every method.",
            "C1");

    @Check(
            id = "lock-no-atomics",
            title = "Is guarded by a lock, without atomics",
            points = 10,
            why = "The exercise is about mutual exclusion: one lock that every access to the value goes through.",
            hint = "Use synchronized, a ReentrantLock or a Semaphore around every access to one plain long.")
    static final ArchRule LOCK_NO_ATOMICS = all(submissions())
            .should(meet(
                    noMentionOf(TypeNames.matching(
                                    "java\\.util\\.concurrent\\.atomic\\..*",
                                    "java\\.lang\\.invoke\\.VarHandle(\\$\\w+)?",
                                    "(sun|jdk\\.internal)\\.misc\\.Unsafe"))
                            .advising(NO_ATOMICS),
                    presence(Locks::areTaken, "nothing in it takes a lock").advising(NO_LOCK)))
            .as("this exercise wants a monitor, a Lock or a Semaphore, and neither java.util.concurrent.atomic nor a"
                    + " VarHandle");

    private LockedCounterRules() {}

    /** Known-bad: an atomic variable, and no lock. */
    static final class Canary {
        private final AtomicLong value = new AtomicLong();

        long increment() {
            return value.incrementAndGet();
        }
    }
}
