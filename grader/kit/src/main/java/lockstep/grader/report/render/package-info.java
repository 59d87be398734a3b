/** One class per form in which feedback is shown. */
@NullMarked
package lockstep.grader.report.render;

import org.jspecify.annotations.NullMarked;
