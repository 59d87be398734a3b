package lockstep.threadedsum;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public final class ThreadedSum {

    private static final ThreadLocal<StringBuilder> NOTES = ThreadLocal.withInitial(StringBuilder::new);
    private static final String HELP = """
            A text block:
              with lines.
            """;

    enum Mode {
        STRIPED {
            @Override
            boolean isFair() {
                return true;
            }
        },
        BLOCKS;

        boolean isFair() {
            return false;
        }
    }

    private record Range<T extends Comparable<T>>(T from, T to) implements Comparable<Range<T>> {
        Range {
            if (from.compareTo(to) > 0) {
                throw new EmptyRangeException("from " + from + " to " + to);
            }
        }

        @Override
        public int compareTo(Range<T> other) {
            return from.compareTo(other.from);
        }
    }

    private sealed interface Shape permits Circle, Square {}

    private record Circle(double radius) implements Shape {}

    private record Square(double side) implements Shape {}

    static final class EmptyRangeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EmptyRangeException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return "empty: " + super.getMessage();
        }
    }

    static final class Numbers implements Iterable<Long> {
        @Override
        public Iterator<Long> iterator() {
            return new Iterator<>() {
                private long next;

                @Override
                public boolean hasNext() {
                    return next < 10;
                }

                @Override
                public Long next() {
                    return next++;
                }
            };
        }
    }

    static class Worker extends Thread {
        private volatile long result;
        private volatile Throwable failure;

        Worker(String name) {
            super(name);
            setDaemon(true);
            setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        }

        @Override
        public void run() {
            result = 1;
            System.out.println(getName() + " " + Thread.currentThread().getId());
        }
    }

    static final class Halves extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1L;
        private final long n;

        Halves(long n) {
            this.n = n;
        }

        @Override
        protected Long compute() {
            if (n < 2) {
                return n;
            }
            Halves left = new Halves(n / 2);
            left.fork();
            return new Halves(n - n / 2).compute() + left.join();
        }
    }

    public long sum(long start, long end, LongUnaryOperator f, int threads) throws InterruptedException {
        System.out.printf("%d threads on %d processors%n", threads, Runtime.getRuntime().availableProcessors());
        System.err.println(String.format("%,.2f", 1.5) + HELP.lines().count() + "x".repeat(3).strip().formatted());
        long before = System.nanoTime();
        Worker worker = new Worker("named");
        worker.start();
        worker.join();
        worker.join(Duration.ofSeconds(1).toMillis());
        long total = collections() + coordination() + pools() + worker.result;
        Object shape = total > 0 ? new Circle(1) : new Square(2);
        if (shape instanceof Circle circle && circle.radius() > 0) {
            total += circle.hashCode() % 2;
        }
        assert total != 0 : "nothing";
        switch (Mode.valueOf("STRIPED")) {
            case STRIPED -> total++;
            case BLOCKS -> total--;
        }
        switch (worker.getName()) {
            case "named":
                total += 2;
                break;
            default:
                throw new IllegalStateException(worker.getName() + worker.getState());
        }
        long[][] grid = new long[2][3];
        long[] row = grid[0].clone();
        System.arraycopy(row, 0, grid[1], 0, row.length);
        total += new Random(1).nextInt() + row.length + BigInteger.TWO.pow(20).longValueExact();
        return total + (System.nanoTime() - before) + Mode.BLOCKS.compareTo(Mode.STRIPED) + f.applyAsLong(start);
    }

    private static long collections() {
        Map<String, List<Integer>> groups = new HashMap<>();
        groups.computeIfAbsent("a", key -> new ArrayList<>()).add(1);
        groups.forEach((key, value) -> NOTES.get().append(key).append(value));
        List<Range<Integer>> ranges = new ArrayList<>(List.of(new Range<>(0, 2), new Range<>(1, 3)));
        ranges.sort(Comparator.comparing((Range<Integer> range) -> range.to()).reversed());
        Optional<Integer> first = ranges.stream().map(Range::from).filter(from -> from > 0).findFirst();
        for (long each : new Numbers()) {
            first = first.or(() -> Optional.of((int) each));
        }
        String joined = IntStream.range(0, 5).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
        Object[] array = ranges.toArray();
        return LongStream.rangeClosed(1, 3).sum() + first.orElse(0) + joined.length() + array.getClass().getSimpleName().length();
    }

    private static long coordination() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(2);
        CyclicBarrier barrier = new CyclicBarrier(2, latch::countDown);
        Phaser phaser = new Phaser(1);
        Exchanger<String> exchanger = new Exchanger<>();
        ReentrantLock lock = new ReentrantLock(true);
        Condition ready = lock.newCondition();
        StampedLock stamped = new StampedLock();
        Object monitor = new Object();
        Thread other = new Thread(() -> {
            try {
                barrier.await();
                exchanger.exchange("there");
                lock.lockInterruptibly();
                try {
                    ready.signalAll();
                } finally {
                    lock.unlock();
                }
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            } catch (Exception e) {
                Thread.currentThread().interrupt();
                e.printStackTrace();
            }
            latch.countDown();
        });
        other.setName("other");
        other.setPriority(Thread.NORM_PRIORITY);
        other.start();
        try {
            barrier.await(1, TimeUnit.SECONDS);
            exchanger.exchange("here", 1, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("nobody came", e);
        }
        latch.await();
        long stamp = stamped.tryOptimisticRead();
        synchronized (monitor) {
            monitor.wait(1);
        }
        return phaser.arrive() + (stamped.validate(stamp) ? 1 : 0);
    }

    private static long pools() throws InterruptedException {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "pool");
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2, factory);
        CompletionService<Long> done = new ExecutorCompletionService<>(pool);
        Callable<Long> task = () -> 2L;
        done.submit(task);
        CompletableFuture<Long> future = CompletableFuture.supplyAsync(() -> 3L, pool).thenApply(x -> x + 1);
        try {
            return done.take().get() + future.get() + new Halves(8).invoke();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
        } finally {
            pool.shutdown();
            if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        }
    }
}
