/** Rewrites classes at load time so that whatever threads can do to each other becomes a call of a hook. */
@NullMarked
package lockstep.engine.weave;

import org.jspecify.annotations.NullMarked;
