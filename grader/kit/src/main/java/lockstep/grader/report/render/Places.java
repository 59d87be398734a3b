package lockstep.grader.report.render;

import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where checks are shown, by paths that begin at the repository's top.
 *
 * @param files where the sources lie within the repository, by the paths that feedback names them by
 * @param stubs for each exercise the line of its class, where a check without a line of its own is shown
 */
record Places(Map<String, String> files, Map<String, SourceLocation> stubs) {

    Places {
        files = Map.copyOf(files);
        stubs = Map.copyOf(stubs);
    }

    static Places of(RenderSettings settings) {
        return new Places(settings.files(), settings.stubs());
    }

    /** Returns where the check is shown: the line at fault, or else the class; null where neither is known. */
    @Nullable
    SourceLocation of(ExerciseFeedback exercise, CheckFeedback check) {
        SourceLocation own = check.explanation().location();
        return own == null ? of(exercise) : inRepository(own);
    }

    /** Returns where the exercise's class is; null where that is not known. */
    @Nullable
    SourceLocation of(ExerciseFeedback exercise) {
        SourceLocation stub = stubs.get(exercise.id());
        return stub == null ? null : inRepository(stub);
    }

    private SourceLocation inRepository(SourceLocation at) {
        return new SourceLocation(files.getOrDefault(at.file(), at.file()), at.line());
    }
}
