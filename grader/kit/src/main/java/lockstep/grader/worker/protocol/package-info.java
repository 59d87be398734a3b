/** What a worker and its parent say to each other. */
@NullMarked
package lockstep.grader.worker.protocol;

import org.jspecify.annotations.NullMarked;
