package lockstep.grader.cli;

import lockstep.grader.probe.Expect;
import org.junit.jupiter.api.Test;

/** The kit's own checks, one per engine, which hold on every machine on which the engine works. */
public final class SelfTestProbes {

    /** Asked by the correctness engine. */
    @Test
    public void correctness() throws Exception {
        Expect.answer(2, "1 + 1", () -> Integer.sum(1, 1));
    }

    /** Asked by the speedup engine: evidence that needs no clock. */
    public void speedup() throws Exception {
        Expect.answer(2, "1 + 1", () -> Integer.sum(1, 1));
    }
}
