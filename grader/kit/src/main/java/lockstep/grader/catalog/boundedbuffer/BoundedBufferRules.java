package lockstep.grader.catalog.boundedbuffer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;
import static lockstep.grader.check.structure.TypeNames.matching;

import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.LinkedBlockingQueue;
import lockstep.grader.exercise.Check;

/** The waiting is the student's own. */
public final class BoundedBufferRules {

    @Check(
            id = "waits-itself",
            title = "Waits by itself",
            points = 10,
            why = "A BlockingQueue is a bounded buffer: using one is no exercise in writing one.",
            hint = "Use wait and notifyAll, a Condition or a Semaphore.")
    static final ArchRule WAITS_ITSELF = all(submissions())
            .should(meet(noMentionOf(matching(
                    "java\\.util\\.concurrent\\.\\w*(Blocking|Transfer)\\w*",
                    "java\\.util\\.concurrent\\.(SynchronousQueue|DelayQueue|Exchanger)"))))
            .as("this exercise wants a buffer that waits by itself, and no BlockingQueue");

    /** Known-bad: a queue that waits. */
    static final class Canary {
        Object queue = new LinkedBlockingQueue<Integer>(2);
    }
}
