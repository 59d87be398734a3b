package lockstep.threadedsum;
import java.util.concurrent.*;
import java.util.function.LongUnaryOperator;
import java.util.stream.*;
/** Own threads complete futures; the futures are combined. */
public final class ThreadedSum {
    private static CompletableFuture<Long> fork(long from, long count, LongUnaryOperator term, CompletableFuture<Throwable> bad) {
        CompletableFuture<Long> f = new CompletableFuture<>();
        new Thread(() -> {
            long s = 0;
            try {
                for (long c = 0; c != count; c++) s += term.applyAsLong(from + c);
            } catch (Throwable t) { bad.complete(t); }
            f.complete(s);
        }).start();
        return f;
    }
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        long len = end - start, q = Long.divideUnsigned(len, threads), r = Long.remainderUnsigned(len, threads);
        CompletableFuture<Throwable> bad = new CompletableFuture<>();
        CompletableFuture<Long> all = IntStream.range(0, threads)
                .mapToObj(k -> fork(start + k * q + Math.min(k, r), q + (k < r ? 1 : 0), term, bad))
                .collect(Collectors.reducing(CompletableFuture.completedFuture(0L), (a, b) -> a.thenCombine(b, Long::sum)));
        InterruptedException interrupt = null;
        while (true) {
            try {
                long sum = all.get();
                Throwable t = bad.getNow(null);
                if (t != null) { if (interrupt != null) Thread.currentThread().interrupt(); return ThreadedSum.<RuntimeException>fail(t); }
                if (interrupt == null) return sum;
                break;
            } catch (InterruptedException e) {
                interrupt = e;
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            }
        }
        throw interrupt;
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> long fail(Throwable t) throws T { throw (T) t; }
}
