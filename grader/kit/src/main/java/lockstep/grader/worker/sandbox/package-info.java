/** What stands between a worker process and the machine: a ladder of tools, of which the best that works is used. */
@NullMarked
package lockstep.grader.worker.sandbox;

import org.jspecify.annotations.NullMarked;
