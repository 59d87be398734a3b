package lockstep.engine.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import lockstep.engine.SearchResult.Found;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs under control in many orders of its threads' steps, and fails with the order in which it goes wrong: who
 * did what at which line, and the schedule by which it can be run again. What fails is what leaves the method as an exception
 * or a failed assertion of any library, a deadlock, a livelock, or a data race.
 *
 * <pre>{@code
 * @Interleaved
 * void both_increments_count(Actors actors) {
 *     Counter counter = new Counter();
 *     actors.together(counter::increment, counter::increment);
 *     assertEquals(2, counter.value());
 * }
 * }</pre>
 *
 * <p>The annotation makes a method a test; beside {@code @ParameterizedTest} or {@code @RepeatedTest} it has each invocation
 * run in many orders. The method may take {@link lockstep.engine.Actors}, which let threads loose together, and
 * {@link Outcomes}, which count what it comes to; threads that it makes by itself are under control as well, and must have
 * ended before it returns, as nobody waits for them. Hand plain values, strings and lists to assertions: an object of the
 * JDK's concurrency classes is a controlled copy, which libraries that are not under control do not know.
 *
 * <p>A sleep ends, and a time-out expires, also while others can still go on. Assert the answer of a guarding time-out where it
 * is asked for, as in {@code assertTrue(latch.await(5, SECONDS))}: an order in which that fails alone shows nothing.
 *
 * <p>Each order begins with classes and an object of its own: {@code @BeforeAll} and {@code @BeforeEach}, of the test's class,
 * of what it extends and of the classes around it, the test, {@code @AfterEach} and {@code @AfterAll}. They may take
 * {@code Actors} and nothing else. JUnit itself makes one more object, and runs {@code @BeforeAll} and {@code @AfterAll} once
 * more, outside of all orders and on other copies of the classes. Other extensions meet only that one object. An argument of a
 * parameterized test is a value of the JDK's or an enum constant; an object whose class is under control is refused, and so
 * are a dynamic test and a class whose constructor takes arguments.
 *
 * <p>An order that ends in a failed assumption shows nothing. If all do, the test is aborted.
 *
 * @see lockstep.engine.Engine what it cannot see
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(InterleavedExtension.class)
public @interface Interleaved {

    /** JUnit's configuration parameter, or system property, that stands for {@link #schedule} in all tests that are run. */
    String SCHEDULE = "lockstep.schedule";

    /** How many orders are tried at most, from 1; steps and time grow with it, as in {@link lockstep.engine.Budget#STANDARD}. */
    int orders() default 1_100;

    /** How many steps all orders together may take; 0 for as many as {@link #orders} gives. */
    long steps() default 0;

    /** From what all that is random is drawn; the same seed gives the same answer. */
    long seed() default 1;

    /** The one order to run, as a failure has shown it; empty for a search. */
    String schedule() default "";

    /**
     * Which classes are under control, by name or package, with what is nested in them and all packages below; the test's own
     * class always is. Empty for the test's class and all of the class path but tools:
     * {@link lockstep.engine.Weaving#ofClassPath}.
     */
    String[] weaves() default {};

    /** What must be found for the test to pass: something other than nothing where a bug is shown on purpose. */
    Found finds() default Found.NOTHING;

    /** What becomes of the test where the engine does not see all that it does. */
    Uncontrolled uncontrolled() default Uncontrolled.FAIL;

    /** What becomes of a test of which the engine can say nothing. */
    enum Uncontrolled {
        /** It fails with the reason. */
        FAIL,
        /** It is aborted with the reason, as by a failed assumption. */
        ABORT
    }
}
