/** What an interleaving shows, in the words of the catalogue of mistakes. */
@NullMarked
package lockstep.grader.explain;

import org.jspecify.annotations.NullMarked;
