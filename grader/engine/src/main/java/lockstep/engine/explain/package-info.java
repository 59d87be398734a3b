/**
 * What a failed execution shows: queries over its trace that return a {@linkplain lockstep.engine.explain.BugPattern bug
 * pattern}, the place at fault, and the steps that matter. There are no sentences here, and nothing is known of what the
 * program is for; who shows an explanation to people makes the words.
 */
@NullMarked
package lockstep.engine.explain;

import org.jspecify.annotations.NullMarked;
