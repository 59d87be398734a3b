/** What an interleaving shows, in the words of the catalogue of mistakes. */
@NullMarked
package lockstep.grader.check.race.explain;

import org.jspecify.annotations.NullMarked;
