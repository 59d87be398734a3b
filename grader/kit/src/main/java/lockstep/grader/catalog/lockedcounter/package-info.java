/** How LockedCounter is graded: rules, tests, scenarios, workload. */
@NullMarked
package lockstep.grader.catalog.lockedcounter;

import org.jspecify.annotations.NullMarked;
