package lockstep.grader.catalog.transfer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.grader.check.structure.Locks;
import lockstep.grader.exercise.Check;

/** The accounts are guarded by locks. */
public final class TransferRules {

    @Check(
            id = "locks",
            title = "Is guarded by locks",
            points = 10,
            mistake = "X11",
            hint = "Use synchronized, a ReentrantLock or a Semaphore around whatever touches a balance.")
    static final ArchRule LOCKS = all(submissions())
            .should(meet(presence(Locks::areTaken, "nothing in it takes a lock")))
            .as("this exercise wants a monitor, a Lock or a Semaphore");

    private TransferRules() {}

    /** Known-bad: no lock. */
    static final class Canary {
        private final AtomicLong balance = new AtomicLong();

        long add(long amount) {
            return balance.addAndGet(amount);
        }
    }
}
