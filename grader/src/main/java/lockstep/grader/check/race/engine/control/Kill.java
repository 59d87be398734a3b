package lockstep.grader.check.race.engine.control;

import lockstep.grader.probe.Signal;

/** Unwinds a thread of an execution that has ended. An error without a stack, so that hardly any code catches it. */
final class Kill extends Error implements Signal {

    private static final long serialVersionUID = 1;

    Kill() {
        super("the execution has ended", null, false, false);
    }
}
