/** The exercise {@code boundedbuffer}. */
@NullMarked
package lockstep.grader.catalog.boundedbuffer;

import org.jspecify.annotations.NullMarked;
