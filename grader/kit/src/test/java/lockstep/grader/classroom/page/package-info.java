@NullMarked
package lockstep.grader.classroom.page;

import org.jspecify.annotations.NullMarked;
