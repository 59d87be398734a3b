/** A submission's sources turned into classes, or into the reasons why not. */
@NullMarked
package lockstep.grader.compile;

import org.jspecify.annotations.NullMarked;
