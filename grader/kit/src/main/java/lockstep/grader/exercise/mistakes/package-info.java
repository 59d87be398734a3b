/** The catalogue of mistakes: what students get wrong in exercises like these, and what helps. */
@NullMarked
package lockstep.grader.exercise.mistakes;

import org.jspecify.annotations.NullMarked;
