@NullMarked
package lockstep.grader.catalog.lab;

import org.jspecify.annotations.NullMarked;
