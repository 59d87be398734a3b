/** Feedback: what a student, a program and an instructor read. */
@NullMarked
package lockstep.grader.report;

import org.jspecify.annotations.NullMarked;
