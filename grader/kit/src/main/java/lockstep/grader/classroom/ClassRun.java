package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * Grades a class, whatever becomes of single submissions.
 *
 * <p>First everything that one core is enough for, several submissions side by side; then the rest, one submission after
 * the other with the whole machine, so that no measurement runs beside anything else; and last, what is still undecided
 * then, again alone on the machine.
 */
public final class ClassRun {

    /** How often a check that stays undecided is judged again. */
    private static final int RETRIES = 3;

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
        Prepared prepare(Found.Handed submission);

        /** Judges again what is undecided, one check at a time. Is never called beside anything else. */
        Entry retry(Found.Handed submission);

        /** Returns whether something in it is to be judged again. */
        boolean isOpen(Entry entry);

        /** Keeps the last word on a submission for later runs, or why there is none. */
        void keep(Found.Handed submission, Entry entry);
    }

    /** A submission of which is done what needs no more than a core; is kept in memory until all others are as far. */
    public interface Prepared extends AutoCloseable {

        /** Does the rest. Is never called beside anything else. */
        Entry finish();

        /** Forgets what was compiled. */
        @Override
        void close();
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

        /**
         * What was undecided in one has been judged again.
         *
         * @param round from 1 on
         */
        void retried(int round, Entry entry);
    }

    /** A student's feedback, or why there is none. */
    public sealed interface Entry {
        /** Returns the name of the student's folder. */
        String student();
    }

    /** A graded submission. */
    public record GradedEntry(String student, Feedback feedback) implements Entry {}

    /** A submission without feedback. */
    public sealed interface NotGraded extends Entry {
        /** Returns why, in words to the instructor. */
        String reason();
    }

    /** A place in which there is nothing to grade. */
    public record UnusableEntry(String student, String reason) implements NotGraded {}

    /** A submission that somebody else is grading, or nobody yet. */
    public record MissingEntry(String student, String reason) implements NotGraded {}

    /** A submission that broke the grader. */
    public record FaultEntry(String student, String reason) implements NotGraded {

        /** Tells what was thrown. */
        public static FaultEntry of(String student, Throwable thrown) {
            StackTraceElement[] stack = thrown.getStackTrace();
            return new FaultEntry(
                    student,
                    "a fault of the grader, please report it: " + thrown
                            + (stack.length == 0 ? "" : " at " + stack[0]));
        }
    }

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
        int refused = (int)
                found.stream().filter(each -> !(each instanceof Found.Handed)).count();
        listener.begun(found.size(), refused, found.size() - refused - open.size());
        entries.forEach(entry -> {
            if (entry != null) {
                listener.finished(entry, true);
            }
        });
        Map<Found.Handed, Entry> judged = finish(prepare(open));
        retry(judged);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Entry entry = entries.get(i);
            all.add(entry != null ? entry : Objects.requireNonNull(judged.get((Found.Handed) found.get(i))));
        }
        return all;
    }

    private @Nullable Entry known(Found found) {
        if (found instanceof Found.Refused refused) {
            return new UnusableEntry(refused.student(), refused.reason());
        }
        if (found instanceof Found.Broken broken) {
            return FaultEntry.of(broken.student(), broken.thrown());
        }
        try {
            return grading.earlier((Found.Handed) found);
        } catch (Throwable e) {
            return FaultEntry.of(found.student(), e);
        }
    }

    /**
     * The rim of one submission: what breaks over it, of whatever kind, must not cost the others their grades.
     *
     * @param last whether it is not judged again, even if something is undecided
     */
    private Entry judge(Found.Handed submission, Function<Found.Handed, Entry> step, boolean last) {
        try {
            Entry entry = step.apply(submission);
            if (last || !grading.isOpen(entry)) {
                grading.keep(submission, entry);
            }
            return entry;
        } catch (CancellationException e) {
            throw e;
        } catch (Throwable e) {
            Entry fault = FaultEntry.of(submission.student(), e);
            keepFault(submission, fault);
            return fault;
        }
    }

    private void keepFault(Found.Handed submission, Entry fault) {
        try {
            grading.keep(submission, fault);
        } catch (Throwable e) {
            // What keeps it may be what broke; the first fault is the one to tell of.
            return;
        }
    }

    /** In rounds over all of them, so that what disturbed one check may be gone when it is judged again. */
    private void retry(Map<Found.Handed, Entry> judged) {
        for (int i = 1; i <= RETRIES; i++) {
            int round = i;
            judged.replaceAll((each, before) -> {
                if (!grading.isOpen(before)) {
                    return before;
                }
                Entry entry = judge(each, grading::retry, round == RETRIES);
                listener.retried(round, entry);
                return entry;
            });
        }
    }

    /** Returns what is prepared of each; nothing of one over which it broke. */
    private Map<Found.Handed, Optional<Prepared>> prepare(List<Found.Handed> submissions) throws InterruptedException {
        ExecutorService lanes = Executors.newFixedThreadPool(jobs, body -> {
            Thread thread = new Thread(body, "class-lane");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Found.Handed, Future<Prepared>> works = new LinkedHashMap<>();
            for (Found.Handed submission : submissions) {
                works.put(submission, lanes.submit(() -> {
                    Prepared prepared = grading.prepare(submission);
                    listener.prepared(submission.student());
                    return prepared;
                }));
            }
            Map<Found.Handed, Optional<Prepared>> prepared = new LinkedHashMap<>();
            for (Map.Entry<Found.Handed, Future<Prepared>> work : works.entrySet()) {
                prepared.put(work.getKey(), answer(work.getValue()));
            }
            return prepared;
        } finally {
            lanes.shutdownNow();
        }
    }

    private static Optional<Prepared> answer(Future<Prepared> work) throws InterruptedException {
        try {
            return Optional.of(work.get());
        } catch (ExecutionException e) {
            // It is tried once more, alone, and gets its answer there.
            return Optional.empty();
        }
    }

    private Map<Found.Handed, Entry> finish(Map<Found.Handed, Optional<Prepared>> begun) {
        Map<Found.Handed, Entry> judged = new LinkedHashMap<>();
        begun.forEach((submission, known) -> {
            Entry entry = judge(
                    submission,
                    it -> {
                        try (Prepared prepared = known.orElseGet(() -> grading.prepare(it))) {
                            return prepared.finish();
                        }
                    },
                    false);
            judged.put(submission, entry);
            listener.finished(entry, false);
        });
        return judged;
    }
}
