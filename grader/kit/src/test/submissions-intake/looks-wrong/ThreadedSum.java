package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

/** Each line resembles something that does not compile. */
public final class ThreadedSum {
    private static final String NOTES =
            """
<<<<<<< HEAD
a === b, elif, this and that
=======
            """;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        boolean True = true;
        boolean done;
        if (done = threads == 0) { // this and that
            return NOTES.length();
        }
        String string = True && !done ? "x" : null;
        Gatherer None = new Gatherer();
        return None.getFirst() + None.lenght() + string.length() + (threads == 1 ? 1 : 0);
    }

    private static final class Gatherer {
        long getFirst() {
            return 1;
        }

        long lenght() {
            return 2;
        }
    }
}
