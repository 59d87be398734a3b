@NullMarked
package lockstep.grader.cluster;

import org.jspecify.annotations.NullMarked;
