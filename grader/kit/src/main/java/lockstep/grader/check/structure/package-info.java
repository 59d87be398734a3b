/** Rules on the bytecode, answered without loading a class. */
@NullMarked
package lockstep.grader.check.structure;

import org.jspecify.annotations.NullMarked;
