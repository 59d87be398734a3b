/** Scenarios against a submission, under many interleavings, in a worker. */
@NullMarked
package lockstep.grader.check.race;

import org.jspecify.annotations.NullMarked;
