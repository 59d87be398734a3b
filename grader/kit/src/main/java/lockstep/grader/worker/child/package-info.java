/** The inside of a worker JVM. */
@NullMarked
package lockstep.grader.worker.child;

import org.jspecify.annotations.NullMarked;
