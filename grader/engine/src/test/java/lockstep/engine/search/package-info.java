/** Tests of how interleavings are searched. */
@NullMarked
package lockstep.engine.search;

import org.jspecify.annotations.NullMarked;
