/** How BoundedResource is graded: rules and contract. */
@NullMarked
package lockstep.grader.catalog.boundedresource;

import org.jspecify.annotations.NullMarked;
