/** What an exercise declares: its stub, its given classes, its checks and their points. */
@NullMarked
package lockstep.grader.exercise;

import org.jspecify.annotations.NullMarked;
