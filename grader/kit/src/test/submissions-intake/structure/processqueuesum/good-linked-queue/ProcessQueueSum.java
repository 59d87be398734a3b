package lockstep.processqueuesum;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class ProcessQueueSum {
    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Process child = ChildJvm.start(ProcessQueueSum.class, "" + start, "" + end, term.name());
        Thread reader = new Thread(() -> child.inputReader().lines().forEach(lines::add));
        reader.start();
        return Long.parseLong(lines.take());
    }

    public static void main(String[] arguments) {
        System.out.println(0);
        System.out.println(STOP);
    }
}
