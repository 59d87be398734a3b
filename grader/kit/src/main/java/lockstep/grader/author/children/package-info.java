/** Child processes that a submission starts: the emulator that lets them play scripts, in the time of the case. */
@NullMarked
package lockstep.grader.author.children;

import org.jspecify.annotations.NullMarked;
