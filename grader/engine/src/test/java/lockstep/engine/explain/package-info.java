/** Tests of what is recognised in an execution. */
@NullMarked
package lockstep.engine.explain;

import org.jspecify.annotations.NullMarked;
