/** The author's room: what an exercise states once, and from which its checks are derived. */
@NullMarked
package lockstep.grader.author;

import org.jspecify.annotations.NullMarked;
