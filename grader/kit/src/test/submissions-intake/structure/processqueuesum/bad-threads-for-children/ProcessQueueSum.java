package lockstep.processqueuesum;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class ProcessQueueSum {
    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        BlockingQueue<Long> sums = new LinkedBlockingQueue<>();
        new Thread(() -> sums.add(term.applyAsLong(start))).start();
        return sums.take();
    }

    public static void main(String[] arguments) {
        System.out.println(0);
        System.out.println(STOP);
    }
}
