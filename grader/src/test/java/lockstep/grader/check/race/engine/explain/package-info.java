/** Tests of what is said about an interleaving. */
@NullMarked
package lockstep.grader.check.race.engine.explain;

import org.jspecify.annotations.NullMarked;
