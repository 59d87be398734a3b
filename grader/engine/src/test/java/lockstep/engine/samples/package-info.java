/**
 * Samples that teach, to be read in order. Each states a claim, shows in code what is wrong and what is right, and is a test:
 * the outcomes in its annotations are those that it comes to, and the order in its comment is one that the engine finds.
 *
 * <ol>
 *   <li>{@link lockstep.engine.samples.Sample01LostUpdateTest}: reading and writing are two steps.
 *   <li>{@link lockstep.engine.samples.Sample02CheckThenActTest}: a safe map does not make two calls one.
 *   <li>{@link lockstep.engine.samples.Sample03DeadlockTest}: two locks need one order.
 *   <li>{@link lockstep.engine.samples.Sample04LostWakeUpTest}: a signal is not kept for those who come later.
 *   <li>{@link lockstep.engine.samples.Sample05WaitWithoutLoopTest}: to be woken does not mean that it is so.
 *   <li>{@link lockstep.engine.samples.Sample06VisibilityTest}: a data race is an error also where each result is right.
 *   <li>{@link lockstep.engine.samples.Sample07PublicationTest}: a reference does not bring its object along.
 *   <li>{@link lockstep.engine.samples.Sample08CounterMadeRightTest}: three counters that no order breaks.
 *   <li>{@link lockstep.engine.samples.Sample09TimeIsAScheduleTest}: to sleep is to guess, also for long.
 *   <li>{@link lockstep.engine.samples.Sample10BoundedBufferTest}: a signal that wakes up the wrong one.
 *   <li>{@link lockstep.engine.samples.Sample11LinearizableStackTest}: what two threads see must fit some sequence.
 *   <li>{@link lockstep.engine.samples.Sample12LivelockTest}: all are busy and nobody gets on.
 *   <li>{@link lockstep.engine.samples.Sample13ExhaustedTest}: all outcomes of a small program, and what "exhausted" means.
 *   <li>{@link lockstep.engine.samples.Sample14UncontrolledTest}: what the engine does not see it does not judge.
 *   <li>{@link lockstep.engine.samples.Sample15OwnThreadsTest}: threads, pools and choices of the program's own.
 * </ol>
 *
 * <p>The words Acceptable, Interesting and Forbidden, and the manner, are those of the samples of OpenJDK's jcstress, which
 * runs on real threads and shows what the hardware does; here one thread moves at a time and each order is chosen.
 */
@NullMarked
package lockstep.engine.samples;

import org.jspecify.annotations.NullMarked;
