package lockstep.grader.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.DirectCompiler;
import lockstep.grader.compile.Examined;
import lockstep.grader.compile.Examiner;
import lockstep.grader.compile.GivenClasses;
import lockstep.grader.compile.Substitutes;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.submission.SourceFile;

/** Compiles in the calling thread and lets no classes out that the gate refuses. */
public final class GatedCompiler implements Examiner {

    private final DirectCompiler compiler = new DirectCompiler();
    private final Map<ExerciseId, Gate> gates = new HashMap<>();

    @Override
    public Examined examine(Exercise exercise, List<SourceFile> sources, Path api) {
        Examined examined = compiler.examine(exercise, sources, api);
        return examined instanceof Examined.Admitted admitted
                ? gates.computeIfAbsent(exercise.id(), id -> new Gate(exercise))
                        .inspect(admitted.classes(), given(exercise), exercise.packagePath())
                        .<Examined>map(
                                finding -> new CompileOutcome.Refused(CompileOutcome.Reason.NOT_ALLOWED, finding))
                        .orElseGet(() -> new Examined.Admitted(Substitutes.in(admitted.classes())))
                : examined;
    }

    private static Set<String> given(Exercise exercise) {
        try {
            return new GivenClasses(exercise).asShipped().keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
