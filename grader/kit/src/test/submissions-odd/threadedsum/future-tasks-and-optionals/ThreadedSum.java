package lockstep.threadedsum;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

public class ThreadedSum {

    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @interface Reviewed {
        String by() default "me";
    }

    /** The long numbers of a share, one after the other. */
    @Reviewed(by = "a friend")
    static class Share implements Iterable<Long>, Callable<Long> {
        private final long first;
        private final long last;
        private final LongUnaryOperator term;

        Share(long first, long last, LongUnaryOperator term) {
            this.first = first;
            this.last = last;
            this.term = term;
        }

        @Override
        public Iterator<Long> iterator() {
            return new Iterator<>() {
                long next = first;

                @Override
                public boolean hasNext() {
                    return next < last && !Thread.currentThread().isInterrupted();
                }

                @Override
                public Long next() {
                    return next++;
                }
            };
        }

        @Override
        public Long call() {
            var sum = 0L;
            for (var i : this) {
                sum += term.applyAsLong(i);
            }
            return sum;
        }
    }

    private static final class StoppedException extends InterruptedException {
        private static final long serialVersionUID = 1L;

        StoppedException(String message) {
            super(message.toUpperCase(Locale.FRANCE));
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Optional<String> wrong = end < start ? Optional.of("range") : threads < 1 ? Optional.of("threads") : Optional.empty();
        if (wrong.filter(Pattern.compile("[a-z]+").asMatchPredicate()).isPresent()) {
            throw new IllegalArgumentException("bad " + wrong.get() + " at " + Calendar.getInstance().getTimeInMillis());
        }
        Deque<FutureTask<Long>> tasks = new ArrayDeque<>();
        Deque<Thread> workers = new ArrayDeque<>();
        long from = start;
        for (int left = threads; left > 0; left--) {
            long to = from + Long.divideUnsigned(end - from, left);
            tasks.add(new FutureTask<>(new Share(from, to, term)));
            workers.add(new Thread(tasks.peekLast(), "share of " + from));
            from = to;
        }
        for (Thread worker : workers) {
            worker.start();
        }
        try {
            long sum = 0;
            for (FutureTask<Long> task : tasks) {
                sum += task.get();
            }
            return sum;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        } catch (InterruptedException e) {
            InterruptedException stopped = new StoppedException("stopped");
            stopped.addSuppressed(e);
            throw stopped;
        } finally {
            workers.forEach(Thread::interrupt);
            boolean interrupted = false;
            for (Thread worker : workers) {
                while (worker.getState() != Thread.State.TERMINATED) {
                    try {
                        worker.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
