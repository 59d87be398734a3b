/** The commands, and the one place where everything is put together. */
@NullMarked
package lockstep.grader.cli;

import org.jspecify.annotations.NullMarked;
