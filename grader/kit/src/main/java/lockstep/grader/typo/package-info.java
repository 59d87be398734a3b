/** What somebody meant who mistyped a word: for all who read words of people, from the compiler to the command line. */
@NullMarked
package lockstep.grader.typo;

import org.jspecify.annotations.NullMarked;
