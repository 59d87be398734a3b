package lockstep.grader.check;

import java.util.Set;
import lockstep.engine.Weaving;
import lockstep.grader.author.RealActors;
import lockstep.grader.probe.GradedExercise;
import lockstep.grader.probe.SubmissionFrames;

/** Which classes the engine controls when it judges a check: the submission's are under test, some of the kit's play. */
public final class UnderControl {

    /** What scenarios and contracts are written with and what takes part in the game: it waits, or starts threads. */
    private static final Set<String> PLAYING_PROBES =
            Set.of("BackgroundCall", "CallLog", "Hold", "OtherThread", "Rendezvous", "ThreadCensus", "Uninterruptibly");

    public static final Weaving WEAVING = new Weaving(SubmissionFrames::isOfSubmission, UnderControl::plays);

    private UnderControl() {}

    private static boolean plays(String name) {
        int nested = name.indexOf('$');
        String outer = nested < 0 ? name : name.substring(0, nested);
        return GradedExercise.isAmongChecks(name)
                || (name.startsWith("lockstep.grader.catalog.")
                        && !name.startsWith("lockstep.grader.catalog.mistakes."))
                || (name.startsWith("lockstep.grader.")
                        && (outer.endsWith("Scenarios") || outer.endsWith("Contract") || outer.endsWith(".Overlaps")))
                || (name.startsWith("lockstep.grader.author.") && !outer.equals(RealActors.class.getName()))
                || (name.startsWith("lockstep.grader.probe.")
                        && PLAYING_PROBES.contains(outer.substring(outer.lastIndexOf('.') + 1)));
    }
}
