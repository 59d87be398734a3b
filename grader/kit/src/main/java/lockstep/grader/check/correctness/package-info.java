/** JUnit tests against a submission, in a worker. */
@NullMarked
package lockstep.grader.check.correctness;

import org.jspecify.annotations.NullMarked;
