/** Known-bad and known-good code that the controlled engine must tell apart before it may judge. */
@NullMarked
package lockstep.engine.canary;

import org.jspecify.annotations.NullMarked;
