/**
 * What happens in an execution, as values: a {@link lockstep.engine.trace.TraceStep} says which thread did it and where,
 * its {@link lockstep.engine.trace.Event} what it did. There are no sentences here; who shows a trace to people makes
 * them.
 */
@NullMarked
package lockstep.engine.trace;

import org.jspecify.annotations.NullMarked;
