/** Has a cluster do what takes this machine too long: array jobs, asked for by the scheduler's own commands. */
@NullMarked
package lockstep.grader.cluster;

import org.jspecify.annotations.NullMarked;
