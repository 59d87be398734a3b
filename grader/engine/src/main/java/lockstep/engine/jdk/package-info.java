/** What the woven copies of the JDK's concurrency classes stand on in place of the JDK's internals. */
@NullMarked
package lockstep.engine.jdk;

import org.jspecify.annotations.NullMarked;
