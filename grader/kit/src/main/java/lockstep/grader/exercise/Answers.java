package lockstep.grader.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import lockstep.grader.verdict.CheckKind;

/**
 * Says of a type what kind of check it makes of what has {@link Check}: of a field of that type, of a method with a
 * parameter of that type, of a class that implements it and its methods.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Answers {
    CheckKind value();
}
