/**
 * The controlled engine: runs a scenario again and again, one thread at a time, each time in another order, and reports
 * the order that breaks it.
 */
@NullMarked
package lockstep.engine;

import org.jspecify.annotations.NullMarked;
