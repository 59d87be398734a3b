package lockstep.grader.check.race;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;

/** The folders under {@code submissions-race}: small submissions, each with what the engine must say about it. */
public final class RaceCorpus {

    private static final Path ROOT = Path.of("src/test/submissions-race");

    private RaceCorpus() {}

    static Stream<Path> cases() throws IOException {
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> slugs = Files.list(ROOT)) {
            for (Path slug : slugs.sorted().toList()) {
                try (Stream<Path> folders = Files.list(slug)) {
                    folders.sorted().forEach(cases::add);
                }
            }
        }
        return cases.stream();
    }

    static Path folder(String name) {
        return ROOT.resolve(name);
    }

    static List<String> expected(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("expected.txt"));
    }

    static List<CheckSpec> checks(Path folder) {
        String slug = folder.getName(folder.getNameCount() - 2).toString();
        return AllExercises.catalog().exercises().stream()
                .filter(exercise -> exercise.id().slug().equals(slug))
                .flatMap(exercise -> exercise.rubric().of(CheckKind.RACE).stream())
                .toList();
    }

    /** Compiles a submission and returns a loader that finds it before the stubs. */
    public static ClassLoader compile(Path folder, Path into) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-d", into.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalArgumentException(folder + " does not compile");
        }
        return new Classes(new URL[] {into.toUri().toURL()});
    }

    /** Finds a submission's classes before those of the class path. */
    static final class Classes extends URLClassLoader {
        Classes(URL[] folders) {
            super(folders, RaceCorpus.class.getClassLoader());
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            URL own = findResource(name);
            try {
                return own == null ? super.getResourceAsStream(name) : own.openStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
