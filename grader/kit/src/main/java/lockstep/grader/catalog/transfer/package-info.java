/** The exercise {@code transfer}: several locks at once. */
@NullMarked
package lockstep.grader.catalog.transfer;

import org.jspecify.annotations.NullMarked;
