package lockstep.grader.check.structure;

import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/** Something that a rule wants of a submission as a whole: that a thing is there, or that it is not. */
@FunctionalInterface
public interface Demand {

    /** Returns where it is not met; empty where it is. */
    Stream<Breach> breaches(SubmissionClasses classes);

    /** Wants that these types are named nowhere. */
    static Demand noMentionOf(TypeNames types) {
        return classes -> classes.mentions(types);
    }

    /** Wants that nothing like this is called, accessed or referred to. */
    static Demand noUse(Predicate<Use> unwanted) {
        return classes -> classes.uses()
                .filter(unwanted)
                .map(use -> new Breach(
                        use.location(),
                        (use.isConstructor() ? "creates a " + use.inWords().substring(4) : "calls " + use.inWords()),
                        null));
    }

    /**
     * Wants that something is there.
     *
     * @param otherwise what is said if not, as a sentence's end: {@code nothing in it starts a Thread}
     */
    static Demand presence(Predicate<SubmissionClasses> wanted, String otherwise) {
        return classes -> wanted.test(classes) ? Stream.empty() : Stream.of(new Breach(null, otherwise, null));
    }

    /** Gives the breaches of this demand an advice of their own. */
    default Demand advising(@Nullable Advice advice) {
        return classes -> breaches(classes).map(breach -> breach.with(advice));
    }
}
