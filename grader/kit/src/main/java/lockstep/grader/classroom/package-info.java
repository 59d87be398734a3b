/** A folder of submissions graded in one run. */
@NullMarked
package lockstep.grader.classroom;

import org.jspecify.annotations.NullMarked;
