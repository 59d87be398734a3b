@NullMarked
package lockstep.grader.report;

import org.jspecify.annotations.NullMarked;
