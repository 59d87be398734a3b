package lockstep.grader.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import lockstep.engine.explain.BugPattern;

/**
 * Says which mistake of the catalogue a bug pattern is in an exercise: on a scenario for that check, on the scenarios'
 * class for all of them. A pattern that no annotation names is shown, and called no mistake.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(NamesMistake.All.class)
public @interface NamesMistake {

    /** What the execution shows. */
    BugPattern pattern();

    /** The mistake's id in the catalogue. */
    String mistake();

    /** The methods, as {@code Type.method}, of which one has to be at fault; empty for any. */
    String[] in() default {};

    /** The types of which one has to be called at the place at fault, by their simple names; empty for any. */
    String[] calling() default {};

    /** Holds several. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {
        /** All of them. */
        NamesMistake[] value();
    }
}
