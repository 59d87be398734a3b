/** How ThreadedSum is graded: rules, tests, scenarios, workload. */
@NullMarked
package lockstep.grader.catalog.threadedsum;

import org.jspecify.annotations.NullMarked;
