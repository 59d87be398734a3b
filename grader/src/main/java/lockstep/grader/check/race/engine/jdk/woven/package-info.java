/** Substitutes for JDK classes that are written with the library itself: they are woven as the library's copies are. */
@NullMarked
package lockstep.grader.check.race.engine.jdk.woven;

import org.jspecify.annotations.NullMarked;
