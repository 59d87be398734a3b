/** Points from verdicts. */
@NullMarked
package lockstep.grader.score;

import org.jspecify.annotations.NullMarked;
