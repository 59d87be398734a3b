package lockstep.processqueuesum;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        long size = (end - start) / processes;
        for (int i = 0; i < processes; i++) {
            long from = start + i * size;
            long to = i == processes - 1 ? end : from + size;
            new Thread(() -> {
                long part = 0;
                for (long j = from; j < to; j++) {
                    part += term.applyAsLong(j);
                }
                queue.add(part);
                queue.add(STOP);
            }).start();
        }
        long sum = 0;
        for (int stops = 0; stops < processes; ) {
            Object next = queue.take();
            if (next.equals(STOP)) {
                stops++;
            } else {
                sum += (Long) next;
            }
        }
        return sum;
    }

    public static void main(String[] arguments) {
        long start = Long.parseLong(arguments[0]);
        long end = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
        System.out.println(sum);
        System.out.println(STOP);
    }
}
