@NullMarked
package lockstep.engine.junit;

import org.jspecify.annotations.NullMarked;
