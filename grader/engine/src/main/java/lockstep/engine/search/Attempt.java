package lockstep.engine.search;

import lockstep.engine.Schedule;
import lockstep.engine.control.Strategy;

/** A strategy that knows the order which it has taken. */
interface Attempt extends Strategy {

    /** Returns the order that was taken, or that was to be taken. */
    Schedule schedule();
}
