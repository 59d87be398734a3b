package lockstep.processqueuesum;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public final class ProcessQueueSum {
    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        Queue<String> lines = new ArrayBlockingQueue<>(10);
        Starter starter = ChildJvm::start;
        starter.start(ProcessQueueSum.class);
        lines.offer("1");
        return Long.parseLong(lines.poll());
    }

    public static void main(String[] arguments) {
        System.out.println(0);
        System.out.println(STOP);
    }

    interface Starter {
        Process start(Class<?> mainClass, String... arguments) throws IOException;
    }
}
