package lockstep.grader.worker.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.grader.worker.sandbox.Tools.MissingToolException;

/** Runs commands on one rung of the ladder. Safe for use from several threads. */
public final class Sandbox {

    private final Rung rung;
    private final Wrapping wrapping;
    private final AtomicInteger slots = new AtomicInteger();

    Sandbox(Rung rung, Wrapping wrapping) {
        this.rung = rung;
        this.wrapping = wrapping;
    }

    /** Returns one that leaves commands as they are. */
    public static Sandbox none() {
        return new Sandbox(Rung.NONE, new Wrapping(new Tools(List.of(), false), null));
    }

    /** Returns what confines the commands. */
    public Rung rung() {
        return rung;
    }

    /** Returns whether the kernel refuses system calls that a JVM never makes. */
    public boolean filtersSystemCalls() {
        return wrapping.filtersSystemCalls();
    }

    /** Returns a number for a new box. */
    public int nextSlot() {
        return slots.getAndIncrement();
    }

    /** Returns the command that runs the given one in a box. */
    public List<String> wrap(Box box, List<String> command) throws IOException {
        try {
            return wrapping.wrap(rung, box, command);
        } catch (MissingToolException e) {
            throw new IOException("the sandbox has gone: " + e.getMessage(), e);
        }
    }
}
