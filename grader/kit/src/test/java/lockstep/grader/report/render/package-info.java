@NullMarked
package lockstep.grader.report.render;

import org.jspecify.annotations.NullMarked;
