package lockstep.threadedsum;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

public final class ThreadedSum {

    sealed interface Result permits Sum, Failure {}

    record Sum(int id, long value) implements Result {}

    record Failure(int id, Throwable cause) implements Result {
        Failure {
            Objects.requireNonNull(cause, () -> "worker " + id + " failed without a cause");
        }
    }

    enum Kind {
        EMPTY, SMALL, LARGE;

        static Kind of(long n) {
            return n == 0 ? EMPTY : Long.compareUnsigned(n, 1_000) < 0 ? SMALL : LARGE;
        }
    }

    @FunctionalInterface
    interface Share {
        boolean has(long i, int worker);
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        assert threads > Integer.MIN_VALUE : "cannot be";
        if (Long.compare(end, start) < 0 || Math.signum(threads) < 1) {
            throw new IllegalArgumentException("""
                    start must not be above end,
                    and there must be a thread""".replace('\n', ' '));
        }
        Kind kind = Kind.of(end - start);
        switch (kind) {
            case EMPTY -> {
                return 0;
            }
            case SMALL, LARGE -> {
                assert !kind.name().isBlank();
            }
        }
        BlockingQueue<Result> results = new ArrayBlockingQueue<>(threads);
        Thread[] workers = IntStream.range(0, threads)
                .mapToObj(id -> new Thread(() -> results.add(work(start, end, term, threads, id)), "w" + id))
                .toArray(Thread[]::new);
        Arrays.stream(workers).forEach(Thread::start);
        long total = 0;
        Throwable first = null;
        try {
            for (int i = 0; i < threads; i++) {
                Result result = results.take();
                if (result instanceof Sum s) {
                    total += s.value();
                } else if (result instanceof Failure f && first == null) {
                    first = f.cause();
                }
            }
        } finally {
            for (Thread worker : workers) {
                worker.interrupt();
            }
            for (Thread worker : workers) {
                while (worker.isAlive()) {
                    Thread.yield();
                }
            }
        }
        if (first == null) {
            return total;
        }
        throw ThreadedSum.<RuntimeException>sneaky(first);
    }

    private static Result work(long start, long end, LongUnaryOperator term, int threads, int id) {
        try {
            class Adder {
                private long sum;

                void add(long x) {
                    sum += x;
                }
            }
            Adder adder = new Adder();
            for (long i = start + id; i < end; i += threads) {
                if (Thread.interrupted()) {
                    break;
                }
                adder.add(term.applyAsLong(i));
            }
            return new Sum(id, adder.sum);
        } catch (Throwable e) {
            return new Failure(id, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
