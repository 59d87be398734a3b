package lockstep.engine.trace;

/**
 * A step of a traced execution.
 *
 * @param thread the thread's number; 0 is the scenario's own
 * @param threadName how the thread is called in all that is shown: {@code main}, an actor's letter, or {@code T1}
 * @param site the number of the place in woven code, or less than 0 for a step inside of the library
 * @param event what the thread did there
 */
public record TraceStep(int thread, String threadName, int site, Event event) {

    /** Returns whether it reads or writes this variable. */
    public boolean touches(SharedVariable variable) {
        return event instanceof Event.Read read
                ? read.variable() == variable
                : event instanceof Event.Write write && write.variable() == variable;
    }
}
