package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.render.Shown;

/** Tells on stderr how far a class is: who is done, how many a minute, and about how long the rest takes. */
final class ClassProgress implements ClassRun.Listener {

    /** What was done in less time says nothing about the rest. */
    private static final double SHORTEST_MINUTES = 1 / 60.0;

    private final PrintStream err;
    private final LongSupplier nanoClock;
    private final int jobs;
    private int all;
    private int open;
    private int prepared;
    private int finished;
    private int done;
    private long since;

    ClassProgress(PrintStream err, LongSupplier nanoClock, int jobs) {
        this.err = err;
        this.nanoClock = nanoClock;
        this.jobs = jobs;
    }

    @Override
    public synchronized void begun(int ofAll, int refused, int known) {
        all = ofAll;
        open = ofAll - refused - known;
        since = nanoClock.getAsLong();
        err.println(all
                + (all == 1 ? " submission" : " submissions")
                + (known > 0 ? ", " + known + " known from an earlier run" : "")
                + (refused > 0 ? ", " + refused + " refused" : ""));
        if (open > 0) {
            err.println("step 1 of 2: " + open + " prepared, " + jobs
                    + " side by side; step 2 measures them, each alone on the machine");
        }
    }

    @Override
    public synchronized void prepared(String student) {
        prepared++;
        err.println("prepared " + prepared + "/" + open + " " + Shown.line(student) + rate(prepared, open));
        if (prepared == open) {
            since = nanoClock.getAsLong();
        }
    }

    @Override
    public synchronized void finished(ClassRun.Entry entry, boolean known) {
        finished++;
        if (!known) {
            done++;
        }
        err.println(finished + "/" + all + " " + Shown.line(entry.student()) + ": " + said(entry)
                + (known ? "" : rate(done, open)));
    }

    @Override
    public synchronized void retried(int round, ClassRun.Entry entry) {
        err.println("again, " + round + ": " + Shown.line(entry.student()) + ": " + said(entry));
    }

    private static String said(ClassRun.Entry entry) {
        if (entry instanceof ClassRun.GradedEntry graded) {
            Feedback feedback = graded.feedback();
            Marks marks = feedback.marks();
            return Marks.text(marks.score()) + " of " + Marks.text(marks.maxScore()) + " points"
                    + (marks.pending() > 0 ? ", " + Marks.text(marks.pending()) + " pending" : "");
        }
        return "not graded: " + Shown.line(((ClassRun.NotGraded) entry).reason());
    }

    private String rate(int count, int of) {
        double minutes = (nanoClock.getAsLong() - since) / 60e9;
        if (minutes < SHORTEST_MINUTES) {
            return "";
        }
        double left = (of - count) * minutes / count;
        return String.format(
                Locale.ROOT,
                "  (%.1f a minute%s)",
                count / minutes,
                count == of
                        ? ""
                        : left < 1
                                ? String.format(Locale.ROOT, ", this step about %.0f s more", left * 60)
                                : String.format(Locale.ROOT, ", this step about %.0f min more", left));
    }
}
