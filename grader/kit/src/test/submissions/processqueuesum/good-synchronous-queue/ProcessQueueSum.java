package lockstep.processqueuesum;
// Correct: lines are handed over by a SynchronousQueue; when the parent leaves, readers that stand at it are interrupted until they have ended.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
public final class ProcessQueueSum {
    public static final String STOP = "STOP";
    private record Event(int child, String line, Throwable end) {}
    private static void read(int child, Process p, BlockingQueue<Event> queue) {
        try {
            Throwable problem = new EOFException();
            try (BufferedReader in = p.inputReader()) { for (String l; (l = in.readLine()) != null; ) queue.put(new Event(child, l, null)); }
            catch (IOException | Error t) { problem = t; }
            queue.put(new Event(child, null, problem));
        } catch (InterruptedException parentHasLeft) { return; }
    }
    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start || processes < 1) throw new IllegalArgumentException();
        BlockingQueue<Event> queue = new SynchronousQueue<>(true); List<Process> kids = new ArrayList<>(); List<Thread> readers = new ArrayList<>();
        try {
            long n = end - start, q = n / processes, r = n % processes, at = start;
            for (int i = 0; i < processes && at < end; i++) {
                long to = at + q + (i < r ? 1 : 0); Process p = ChildJvm.start(ProcessQueueSum.class, "" + at, "" + to, term.name()); kids.add(p); at = to;
                int me = i; Thread t = new Thread(() -> read(me, p, queue)); readers.add(t); t.start();
            }
            long sum = 0; BitSet stopped = new BitSet();
            for (int left = kids.size(); left > 0; ) {
                Event e = queue.take();
                if (e.line == null) { if (!stopped.get(e.child)) throw new IOException("no STOP", e.end); if (kids.get(e.child).waitFor() != 0) throw new IOException("status"); left--; }
                else if (!stopped.get(e.child)) { if (e.line.equals(STOP)) stopped.set(e.child); else try { sum += Long.parseLong(e.line); } catch (NumberFormatException x) { throw new IOException("no number", x); } }
            }
            return sum;
        } finally {
            for (Process p : kids) p.destroyForcibly();
            for (Process p : kids) p.onExit().join();
            boolean interrupted = false;
            for (Thread t : readers) while (t.isAlive()) { t.interrupt(); try { t.join(10); } catch (InterruptedException e) { interrupted = true; } }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
    public static void main(String[] a) {
        long from = Long.parseLong(a[0]), to = Long.parseLong(a[1]), sum = 0; Term term = Term.valueOf(a[2]);
        for (long i = from; i < to; i++) sum += term.applyAsLong(i);
        System.out.println(sum); System.out.println(STOP);
    }
}
