package lockstep.engine.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bug of a pair of {@link Twins}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Bug {

    /** What the wrong one comes to. */
    Finding value();

    /**
     * How many constraints on the order suffice to show it (the depth of PCT: Burckhardt et al., ASPLOS 2010); 0 if it shows
     * in every order.
     */
    int depth();

    /** Whether the correct one is so small that all its orders are tried within the standard budget. */
    boolean small() default false;

    /** Whether the bug is too rare for the standard budget: it is measured, but need not be found. */
    boolean rare() default false;
}
