/** The only place that starts processes: JVMs in which a submission's classes run under limits. */
@NullMarked
package lockstep.grader.worker;

import org.jspecify.annotations.NullMarked;
