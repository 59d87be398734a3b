@NullMarked
package lockstep.grader.classroom;

import org.jspecify.annotations.NullMarked;
