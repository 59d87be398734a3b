/** One controlled execution: threads that take turns, the clocks that say what happened before what, and what went wrong. */
@NullMarked
package lockstep.engine.control;

import org.jspecify.annotations.NullMarked;
