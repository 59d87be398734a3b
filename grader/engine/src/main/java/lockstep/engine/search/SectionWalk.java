package lockstep.engine.search;

import java.util.List;

/**
 * A {@link UniformWalk} over critical sections: a thread that holds a lock goes on for as long as it can. Where everything
 * that is shared is locked, the orders of whole sections are all that differs, and a bug between many of them, such as a
 * total that is read one account at a time, is one in dozens of orders and not in thousands. The selection of SURW (Zhao et
 * al., ASPLOS 2025), made by locks.
 */
final class SectionWalk extends UniformWalk {

    SectionWalk(long seed, List<Integer> expected) {
        super(seed, expected);
    }

    @Override
    int draw(int[] threads) {
        return isLocked() ? 0 : super.draw(threads);
    }
}
