/** What code of a submission may do at all: an allow-list over its bytecode, asked before anything of it is loaded. */
@NullMarked
package lockstep.grader.gate;

import org.jspecify.annotations.NullMarked;
