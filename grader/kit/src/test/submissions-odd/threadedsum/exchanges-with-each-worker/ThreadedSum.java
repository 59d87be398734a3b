package lockstep.threadedsum;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Exchanger;
import java.util.function.LongUnaryOperator;

/** Each worker swaps what it has computed for a word of thanks. */
public class ThreadedSum {

    interface Swapped<T> {
        T open();
    }

    record Result(long value) implements Swapped<Long> {
        @Override
        public Long open() {
            return value;
        }
    }

    record Thanks(String word) implements Swapped<Long> {
        @Override
        public Long open() {
            throw new NoSuchElementException(word);
        }
    }

    record Trouble(Throwable thrown) implements Swapped<Long> {
        @Override
        public Long open() {
            return ThreadedSum.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Long sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** The elements of one worker: every so-and-so-many-th. */
    static final class Steps implements Iterable<Long> {
        private final long first, end;
        private final int step;

        Steps(long first, long end, int step) {
            this.first = first;
            this.end = end;
            this.step = step;
        }

        @Override
        public Iterator<Long> iterator() {
            return new Iterator<>() {
                private long left = Long.compareUnsigned(end - first, 0) == 0 ? 0 : Long.divideUnsigned(end - first - 1, step) + 1;
                private long at = first;

                @Override
                public boolean hasNext() {
                    return left != 0;
                }

                @Override
                public Long next() {
                    if (left-- == 0) throw new NoSuchElementException();
                    long now = at;
                    at += step;
                    return now;
                }
            };
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) throw new IllegalArgumentException("end < start");
        if (threads <= 0) throw new IllegalArgumentException("threads <= 0");
        Deque<Thread> running = new ArrayDeque<>();
        Deque<Exchanger<Swapped<Long>>> places = new ArrayDeque<>();
        String[] words = {"thanks", "merci", "danke"};
        Random random = new Random(start ^ end);
        try {
            for (int t = 0; t < threads; t++) {
                boolean any = Long.compareUnsigned(end - start, t) > 0;
                Steps steps = any ? new Steps(start + t, end, threads) : new Steps(end, end, threads);
                Exchanger<Swapped<Long>> place = new Exchanger<>();
                places.addLast(place);
                Thread worker = new Thread(() -> {
                    Swapped<Long> mine;
                    try {
                        long sum = 0;
                        for (long each : steps) sum += term.applyAsLong(each);
                        mine = new Result(sum);
                    } catch (Throwable thrown) {
                        mine = new Trouble(thrown);
                    }
                    try {
                        if (place.exchange(mine) instanceof Thanks thanks && thanks.word().isEmpty()) System.err.println("rude");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                running.push(worker);
                worker.start();
            }
            long sum = 0;
            Trouble trouble = null;
            while (!places.isEmpty()) {
                Swapped<Long> got = places.removeFirst().exchange(new Thanks(words[random.nextInt(words.length)]));
                if (got instanceof Trouble each) {
                    trouble = trouble == null ? each : trouble;
                } else {
                    sum += got.open();
                }
            }
            return trouble == null ? sum : trouble.open();
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            throw e;
        } finally {
            boolean interrupted = false;
            while (!running.isEmpty()) {
                try {
                    running.peek().join();
                    running.pop();
                } catch (InterruptedException e) {
                    running.forEach(Thread::interrupt);
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
