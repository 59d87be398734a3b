package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.structure.StructureJob;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.child.CompilerMain;
import lockstep.grader.worker.protocol.CompilerRequest;
import lockstep.grader.worker.protocol.RecordCodec;

/**
 * The main class of the run that the launcher makes its class archive from: a usual run, and in the same JVM what the
 * compiler's process loads, so that one archive serves both.
 */
public final class Rehearsal {

    private static final String MISTAKEN = "package lockstep.lockedcounter; class Mistaken { int }";

    private static final String RIGHT = """
            package lockstep.lockedcounter;

            import java.util.function.LongUnaryOperator;

            public final class LockedCounter {
                private long value;

                public LockedCounter(long initial) {
                    value = initial;
                }

                public void increment() {
                    update(old -> old + 1);
                }

                public void decrement() {
                    update(old -> old - 1);
                }

                public synchronized long get() {
                    return value;
                }

                public synchronized boolean incrementIfBelow(long limit) {
                    return value < limit && update(old -> old + 1) == value;
                }

                public synchronized long update(LongUnaryOperator operation) {
                    return value = operation.applyAsLong(value);
                }
            }
            """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Exercise exercise = ExerciseCatalog.load(Set.of()).find("lockedcounter").orElseThrow();
        Path folder = Path.of(arguments[0]);
        for (String text : List.of(MISTAKEN, RIGHT)) {
            SourceFile source = new SourceFile(exercise.stubPath(), text);
            answer(CompilerRequest.Examine.of(exercise, List.of(source), folder));
        }
        for (CheckSpec check : exercise.rubric().of(CheckKind.STRUCTURE)) {
            answer(new CompilerRequest.Judge(StructureJob.class.getName(), folder.toString(), check));
        }
        Main.main(arguments);
    }

    private static void answer(CompilerRequest request) throws IOException {
        CompilerMain.answer(RecordCodec.encode(CompilerRequest.class, request));
    }
}
