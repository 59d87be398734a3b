/** The exercises that this kit grades. */
@NullMarked
package lockstep.grader.catalog;

import org.jspecify.annotations.NullMarked;
