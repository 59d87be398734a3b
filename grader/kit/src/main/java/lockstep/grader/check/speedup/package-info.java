/** The time that a submission takes against the kit's own baseline and reference. */
@NullMarked
package lockstep.grader.check.speedup;

import org.jspecify.annotations.NullMarked;
