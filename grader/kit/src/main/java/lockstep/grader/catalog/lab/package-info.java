/** The experiments of the lab: what the exercises' stories tell, measured. */
@NullMarked
package lockstep.grader.catalog.lab;

import org.jspecify.annotations.NullMarked;
