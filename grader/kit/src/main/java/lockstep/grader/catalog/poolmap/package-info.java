/** How PoolMap is graded: rules, tests, scenarios, workload. */
@NullMarked
package lockstep.grader.catalog.poolmap;

import org.jspecify.annotations.NullMarked;
