/** What learning platforms hand out for a class, read as what the platform wrote: who handed in what, and when. */
@NullMarked
package lockstep.grader.classroom.export;

import org.jspecify.annotations.NullMarked;
