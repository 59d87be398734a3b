package lockstep.grader.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.engine.Engine;
import lockstep.engine.Weaving;
import lockstep.grader.author.RealActors;
import lockstep.grader.probe.GradedExercise;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.Coverage;
import org.jspecify.annotations.Nullable;

/** Which classes the engine controls when it judges a check: the submission's are under test, some of the kit's play. */
public final class UnderControl {

    /** What scenarios and contracts are written with and what takes part in the game: it waits, or starts threads. */
    private static final Set<String> PLAYING_PROBES =
            Set.of("BackgroundCall", "CallLog", "Hold", "OtherThread", "Rendezvous", "ThreadCensus", "Uninterruptibly");

    public static final Weaving WEAVING = new Weaving(SubmissionFrames::isOfSubmission, UnderControl::plays);

    /** Name of the option that holds the folder of the submission's class files; without it nothing is told of them. */
    public static final String CLASSES = "classes";

    private UnderControl() {}

    /** Returns the lines of a submission that an engine has run by now; null where its classes are not known. */
    public static @Nullable Coverage coverage(Engine engine, @Nullable String classes) throws IOException {
        if (classes == null) {
            return null;
        }
        Path root = Path.of(classes);
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
            return new Coverage(engine.coverage(names).stream()
                    .map(lines -> new Coverage.OfFile(lines.file(), lines.run(), lines.notRun()))
                    .toList());
        }
    }

    private static boolean plays(String name) {
        int nested = name.indexOf('$');
        String outer = nested < 0 ? name : name.substring(0, nested);
        return GradedExercise.isAmongChecks(name)
                || (name.startsWith("lockstep.grader.catalog.")
                        && !name.startsWith("lockstep.grader.exercise.mistakes."))
                || (name.startsWith("lockstep.grader.")
                        && (outer.endsWith("Scenarios") || outer.endsWith("Contract") || outer.endsWith(".Overlaps")))
                || (name.startsWith("lockstep.grader.author.") && !outer.equals(RealActors.class.getName()))
                || (name.startsWith("lockstep.grader.probe.")
                        && PLAYING_PROBES.contains(outer.substring(outer.lastIndexOf('.') + 1)));
    }
}
