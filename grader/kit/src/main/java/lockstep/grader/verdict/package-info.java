/** The answer to a check and what was observed: the leaf that everything else is told in. */
@NullMarked
package lockstep.grader.verdict;

import org.jspecify.annotations.NullMarked;
