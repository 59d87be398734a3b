/** From a folder to feedback. */
@NullMarked
package lockstep.grader.pipeline;

import org.jspecify.annotations.NullMarked;
