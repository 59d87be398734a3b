package lockstep.grader.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a probe a check: an ArchUnit rule (field), a JUnit test or a race scenario (method), a workload (type).
 *
 * <p>The annotation holds everything that the rubric and the feedback need, so that a check is declared in one place.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.TYPE})
public @interface Check {
    /** The last word of the check's id: lower-case words with hyphens. */
    String id();

    /** What a student reads as the check's name. */
    String title();

    /** What it is worth. */
    int points();

    /** Why it matters, one or two sentences; where it is empty, what the catalogue says of the mistake. */
    String why() default "";

    /** What to try; where it is empty, what the catalogue says of the mistake. */
    String hint() default "";

    /** The mistake's id in the catalogue, where failing this check can have no other cause; empty otherwise. */
    String mistake() default "";

    /** The checks that must have passed before this one is asked: {@code correctness.adds-up}. */
    String[] ground() default {};
}
