/** How ProcessQueueSum is graded: rules, tests, scenarios, workload. */
@NullMarked
package lockstep.grader.catalog.processqueuesum;

import org.jspecify.annotations.NullMarked;
