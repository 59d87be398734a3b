package lockstep.grader.explain;

import lockstep.engine.control.Line;
import lockstep.engine.control.Site;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** The engine's lines in the feedback's terms. */
final class Places {

    private Places() {}

    static SourceLocation of(Line line) {
        return new SourceLocation(line.file(), line.number());
    }

    /** Returns where a place is, or null where that is not known. */
    static @Nullable SourceLocation line(Site site) {
        return site.line() == null ? null : of(site.line());
    }
}
