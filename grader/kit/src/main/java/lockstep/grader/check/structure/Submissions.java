package lockstep.grader.check.structure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The words in which ArchUnit rules on submissions are written: {@code all(submissions()).should(meet(...)).as(...)}.
 *
 * <p>A rule speaks of a submission as a whole, because what it wants may be in any class of it. What follows {@code as}
 * is shown to the student: {@code this exercise wants Threads that you start yourself}.
 */
public final class Submissions {

    private Submissions() {}

    /** Returns what makes one object of all classes. */
    public static ClassesTransformer<SubmissionClasses> submissions() {
        return new AbstractClassesTransformer<>("submissions") {
            @Override
            public Iterable<SubmissionClasses> doTransform(JavaClasses classes) {
                return List.of(new SubmissionClasses(classes));
            }
        };
    }

    /** Returns the condition that all demands are met; the breaches are reported in the demands' order. */
    public static ArchCondition<SubmissionClasses> meet(Demand... demands) {
        List<Demand> all = List.of(demands);
        return new ArchCondition<>("meet the demands") {
            @Override
            public void check(SubmissionClasses submission, ConditionEvents events) {
                all.stream()
                        .flatMap(demand -> demand.breaches(submission))
                        .forEach(breach -> events.add(SimpleConditionEvent.violated(breach, breach.what())));
            }
        };
    }
}
