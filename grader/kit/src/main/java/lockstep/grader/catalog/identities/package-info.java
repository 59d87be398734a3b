/** The exercise {@code identities}. */
@NullMarked
package lockstep.grader.catalog.identities;

import org.jspecify.annotations.NullMarked;
