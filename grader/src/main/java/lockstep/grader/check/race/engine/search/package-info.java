/** Which interleavings are tried, and in which order. */
@NullMarked
package lockstep.grader.check.race.engine.search;

import org.jspecify.annotations.NullMarked;
