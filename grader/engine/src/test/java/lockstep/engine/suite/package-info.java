/** Small programs with known bugs, each with a correct twin: what the search is measured by. */
@NullMarked
package lockstep.engine.suite;

import org.jspecify.annotations.NullMarked;
