/** The class report: one page for the instructor. */
@NullMarked
package lockstep.grader.classroom.page;

import org.jspecify.annotations.NullMarked;
