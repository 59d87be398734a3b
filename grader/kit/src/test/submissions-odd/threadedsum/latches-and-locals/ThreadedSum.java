package lockstep.threadedsum;

import java.math.BigDecimal;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

public class ThreadedSum {
    private static final ThreadLocal<Map<String, Long>> NOTES = ThreadLocal.withInitial(TreeMap::new);
    private static int calls;
    private final Object monitor = new Object();

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start | threads < 1) throw new IllegalArgumentException(String.join(", ", "" + start, "" + end, "" + threads));
        final int call;
        synchronized (ThreadedSum.class) {
            call = ++calls;
        }
        final long began = System.nanoTime();
        final CountDownLatch done = new CountDownLatch(threads);
        final AtomicReference<Throwable> thrown = new AtomicReference<>();
        final LongAdder total = new LongAdder();
        final List<Thread> all = Collections.synchronizedList(new ArrayList<>());
        ThreadFactory factory = body -> {
            Thread t = new Thread(body);
            t.setDaemon(true);
            t.setPriority(Thread.NORM_PRIORITY);
            all.add(t);
            return t;
        };
        for (int k = 0; k < threads; ++k) {
            final int mine = k;
            factory.newThread(new Runnable() {
                private long local = 0;

                @Override
                public void run() {
                    try {
                        outer:
                        for (long i = start + mine; i < end; i += threads) {
                            if (Thread.currentThread().isInterrupted()) break outer;
                            local += term.applyAsLong(i);
                        }
                        NOTES.get().merge("sum", local, Long::sum);
                        total.add(NOTES.get().get("sum"));
                    } catch (RuntimeException | Error e) {
                        thrown.compareAndSet(null, e);
                    } finally {
                        NOTES.remove();
                        done.countDown();
                    }
                }

                @Override
                public String toString() {
                    return "task " + mine + "@" + Integer.toHexString(System.identityHashCode(this));
                }
            }).start();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            all.forEach(Thread::interrupt);
            throw e;
        } finally {
            boolean again = false;
            for (Thread t : all) {
                while (t.isAlive()) {
                    try {
                        t.join(50);
                    } catch (InterruptedException e) {
                        again = true;
                    }
                }
            }
            if (again) Thread.currentThread().interrupt();
        }
        synchronized (monitor) {
            monitor.notifyAll();
        }
        if (call == 1) {
            System.out.println(Stream.of(start, end, (long) threads).map(String::valueOf).collect(Collectors.joining(" ", "<", ">"))
                    + " took " + BigDecimal.valueOf(System.nanoTime() - began, 9).toPlainString() + " s, hash " + hashCode());
        }
        Throwable e = thrown.get();
        if (e instanceof RuntimeException r) throw r;
        if (e != null) throw (Error) e;
        return total.sum();
    }
}
