/** The stages that answer checks, each in a package of its own; they do not know each other. */
@NullMarked
package lockstep.grader.check;

import org.jspecify.annotations.NullMarked;
