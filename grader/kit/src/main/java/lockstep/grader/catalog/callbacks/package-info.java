/** How CallbackPool is graded: rules and contract. */
@NullMarked
package lockstep.grader.catalog.callbacks;

import org.jspecify.annotations.NullMarked;
