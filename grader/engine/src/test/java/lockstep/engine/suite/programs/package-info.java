/**
 * The programs, by the suites from whose descriptions their bugs are known. Each is written anew: the papers say what goes
 * wrong, not how it is written in Java. Not marked for null checks: a null is how some of them fail.
 */
package lockstep.engine.suite.programs;
