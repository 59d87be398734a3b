package lockstep.grader.check.race;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks scenarios whose threads are all their own: what is under test is called by them and needs no others. So it does
 * not matter in which threads the library runs what it is given, and a call that is out of control is one too many.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PassiveSubject {}
