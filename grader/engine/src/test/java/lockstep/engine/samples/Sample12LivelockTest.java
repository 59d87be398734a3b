package lockstep.engine.samples;

import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: a thread that is spinning, asking again and again for what cannot come any more, is as stuck as one that waits: no
 * thread stands still, and none gets on.
 *
 * <pre>
 *   A        write turn = 1
 *   B        write turn = 2
 *   A        read turn = 2, read turn = 2, ...
 * </pre>
 */
class Sample12LivelockTest {

    private volatile int turn;
    private volatile boolean open;

    private void takeTurn(int mine) {
        turn = mine;
        while (turn != mine) {
            Thread.onSpinWait();
        }
    }

    @Interleaved(finds = Found.LIVELOCK)
    void who_waits_for_what_was_overwritten_spins_for_ever(Actors actors) {
        actors.together(() -> takeTurn(1), () -> takeTurn(2));
    }

    @Interleaved
    void who_waits_for_what_comes_does_not(Actors actors) {
        actors.together(
                () -> {
                    while (!open) {
                        Thread.onSpinWait();
                    }
                },
                () -> open = true);
    }
}
