/**
 * The engine in JUnit 5: a test method that is {@link lockstep.engine.junit.Interleaved} runs under control, in many orders.
 * Needs JUnit Jupiter 5.12 or newer on the class path; nothing else in the engine does.
 */
@NullMarked
package lockstep.engine.junit;

import org.jspecify.annotations.NullMarked;
