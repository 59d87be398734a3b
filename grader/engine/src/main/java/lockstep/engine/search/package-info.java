/** Which interleavings are tried, and in which order. */
@NullMarked
package lockstep.engine.search;

import org.jspecify.annotations.NullMarked;
