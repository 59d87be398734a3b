package lockstep.grader.explain;

import lockstep.engine.control.Site;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** The engine's places in the feedback's terms. */
final class Places {

    private Places() {}

    /** Returns where a place is, or null where that is not known. */
    static @Nullable SourceLocation line(Site site) {
        return SubmissionFrames.location(site.line());
    }
}
