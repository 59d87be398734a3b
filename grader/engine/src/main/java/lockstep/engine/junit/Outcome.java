package lockstep.engine.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of the outcomes that an {@link Interleaved} test can come to, and what it means. Where a test has any, one that it does
 * not name is forbidden. The words are those of jcstress.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(Outcome.All.class)
public @interface Outcome {

    /** The outcome, as {@link Outcomes#saw} writes it: the parts with a comma and a space between them. */
    String id();

    Expect is();

    /** Why it can or must not be. */
    String because();

    /** What an outcome means. */
    enum Expect {
        /** It is right. */
        ACCEPTABLE,
        /** It is right, and surprises. */
        INTERESTING,
        /** It is wrong: the order fails. */
        FORBIDDEN
    }

    /** All outcomes of a test. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @interface All {
        Outcome[] value();
    }
}
