/** Languages: what is said in English, said in another one at the moment when it is shown. */
@NullMarked
package lockstep.grader.language;

import org.jspecify.annotations.NullMarked;
