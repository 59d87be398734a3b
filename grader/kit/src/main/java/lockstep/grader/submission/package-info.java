/** A folder turned into a submission, or into the reasons why it is none. */
@NullMarked
package lockstep.grader.submission;

import org.jspecify.annotations.NullMarked;
