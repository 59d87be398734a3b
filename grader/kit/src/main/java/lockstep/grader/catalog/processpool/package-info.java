/** How ProcessPool is graded: rules, tests, contract. */
@NullMarked
package lockstep.grader.catalog.processpool;

import org.jspecify.annotations.NullMarked;
