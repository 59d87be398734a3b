/** Packs: how exercises outside of the kit are built, joined to the grader, checked and begun. */
@NullMarked
package lockstep.grader.pack;

import org.jspecify.annotations.NullMarked;
