/** What code that runs against a submission is written with: calls with expectations, records of who did what, rendezvous. */
@NullMarked
package lockstep.grader.probe;

import org.jspecify.annotations.NullMarked;
