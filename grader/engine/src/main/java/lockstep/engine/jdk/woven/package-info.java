/** Substitutes for JDK classes that are written with the library itself: they are woven as the library's copies are. */
@NullMarked
package lockstep.engine.jdk.woven;

import org.jspecify.annotations.NullMarked;
