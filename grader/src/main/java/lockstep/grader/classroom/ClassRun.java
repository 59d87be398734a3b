package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * Grades a class, whatever becomes of single submissions.
 *
 * <p>First everything that one core is enough for, several submissions side by side; then the rest, one submission after
 * the other with the whole machine, so that no measurement runs beside anything else.
 */
public final class ClassRun {

    private final Grading grading;
    private final int jobs;
    private final Listener listener;

    /** @param jobs how many submissions are prepared side by side */
    public ClassRun(Grading grading, int jobs, Listener listener) {
        if (jobs < 1) {
            throw new IllegalArgumentException("at least 1 job expected, found " + jobs);
        }
        this.grading = grading;
        this.jobs = jobs;
        this.listener = listener;
    }

    /** Grades one submission; what both steps find out is kept by whoever implements this. */
    public interface Grading {

        /** Returns what an earlier run said of it, or null. */
        @Nullable
        Entry earlier(Found.Handed submission);

        /** Does all that needs no more than a core. Is called from several threads. */
        void prepare(Found.Handed submission);

        /** Does the rest. Is never called beside anything else. */
        Entry finish(Found.Handed submission);
    }

    /** Hears how far the class is. May be called from several threads. */
    public interface Listener {

        /**
         * Something is to be graded.
         *
         * @param refused how many are not opened
         * @param known how many an earlier run has graded
         */
        void begun(int all, int refused, int known);

        void prepared(String student);

        /**
         * One is done.
         *
         * @param known whether an earlier run has graded it
         */
        void finished(Entry entry, boolean known);
    }

    /** A student's feedback, or why there is none. */
    public sealed interface Entry {
        /** Returns the name of the student's folder. */
        String student();
    }

    /** A graded submission. */
    public record GradedEntry(String student, Feedback feedback) implements Entry {}

    /** A place in which there is nothing to grade. */
    public record UnusableEntry(String student, String reason) implements Entry {}

    /** Grades each of them; the entries come in their order. */
    public List<Entry> grade(List<Found> found) throws InterruptedException {
        List<@Nullable Entry> entries = new ArrayList<>();
        List<Found.Handed> open = new ArrayList<>();
        for (Found each : found) {
            Entry entry = known(each);
            entries.add(entry);
            if (entry == null) {
                open.add((Found.Handed) each);
            }
        }
        int refused =
                (int) found.stream().filter(Found.Refused.class::isInstance).count();
        listener.begun(found.size(), refused, found.size() - refused - open.size());
        entries.forEach(entry -> {
            if (entry != null) {
                listener.finished(entry, true);
            }
        });
        prepare(open);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Entry entry = entries.get(i);
            if (entry == null) {
                entry = finish((Found.Handed) found.get(i));
                listener.finished(entry, false);
            }
            all.add(entry);
        }
        return all;
    }

    private @Nullable Entry known(Found found) {
        return found instanceof Found.Refused refused
                ? new UnusableEntry(refused.student(), refused.reason())
                : grading.earlier((Found.Handed) found);
    }

    private Entry finish(Found.Handed submission) {
        try {
            return grading.finish(submission);
        } catch (RuntimeException e) {
            // One submission that a bug of ours stumbles over must not cost the others their grades.
            return new UnusableEntry(submission.student(), "a bug of the grader, please report it: " + e);
        }
    }

    private void prepare(List<Found.Handed> submissions) throws InterruptedException {
        ExecutorService lanes = Executors.newFixedThreadPool(jobs, body -> {
            Thread thread = new Thread(body, "class-lane");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> works = new ArrayList<>();
            for (Found.Handed submission : submissions) {
                works.add(lanes.submit(() -> {
                    grading.prepare(submission);
                    listener.prepared(submission.student());
                }));
            }
            for (Future<?> work : works) {
                try {
                    work.get();
                } catch (ExecutionException e) {
                    // What stopped the preparation stops the second step, too, where it gets its answer.
                    continue;
                }
            }
        } finally {
            lanes.shutdownNow();
        }
    }
}
