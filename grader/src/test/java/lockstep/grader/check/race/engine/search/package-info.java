/** Tests of how interleavings are searched. */
@NullMarked
package lockstep.grader.check.race.engine.search;

import org.jspecify.annotations.NullMarked;
