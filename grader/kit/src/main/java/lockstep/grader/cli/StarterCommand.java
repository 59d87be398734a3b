package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.classroom.Starter;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.pack.JarFiles;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the repository that students get. */
@Command(
        name = "starter",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Makes the repository that students get: stubs, statements, sample tests, ./grade, a workflow that"
                        + " grades each push, and the grader itself; no solutions.")
final class StarterCommand implements Callable<Integer> {

    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9:/?&=%._~+-]{1,490}");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the repository: a new or an empty one, or one that holds nothing but .git.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--jar-url",
            paramLabel = "URL",
            description = "Leave the grader out and download it from here, checked by its SHA-256.")
    private @Nullable String url;

    @Option(
            names = "--classroom50",
            paramLabel = "DIR",
            description =
                    "Also make an assignment's bundle for Classroom 50 in this folder: autograder.py and the grader.")
    private @Nullable Path bundle;

    @Option(
            names = "--class-workflow",
            paramLabel = "DIR",
            description =
                    "Also make a private repository for the instructor in this folder, with a workflow that grades"
                            + " what lies in its folder submissions in parts, on eight runners, and writes one report; each of"
                            + " its steps can be done by hand: ./grade-class part 2/8, ./grade-class collect. With a recipe for"
                            + " a container.")
    private @Nullable Path forClass;

    @Option(names = "--jar", paramLabel = "FILE", description = "The grader's jar. Default: the one that is running.")
    private @Nullable Path jar;

    private final ExerciseCatalog catalog;
    private final PrintStream err;

    StarterCommand(ExerciseCatalog catalog, PrintStream err) {
        this.catalog = catalog;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        if (url != null && !URL.matcher(url).matches()) {
            throw refuse("--jar-url: a web address expected, found \"" + url + "\"");
        }
        Path grader = jar != null ? jar : ownJar();
        if (!Files.isRegularFile(grader)) {
            throw refuse("--jar: " + grader + " is no file; the grader's jar expected");
        }
        refuseTaken("--out", out);
        refuseNotOutside("--classroom50", bundle);
        refuseNotOutside("--class-workflow", forClass);
        if (Packs.loaded().isEmpty()) {
            write(grader);
        } else if (url != null) {
            throw refuse("--jar-url: the grader at that address would have to have the packs in it; without "
                    + Packs.OPTION + ", --jar takes the .lockstep/grader.jar of a starter that was made with it");
        } else {
            try (Scratch scratch = Scratch.open("lockstep-starter")) {
                Path joined = scratch.folder().resolve("grader.jar");
                JarFiles.join(grader, Packs.loaded(), joined);
                write(joined);
            }
        }
        return ExitStatus.GRADED.code();
    }

    private void write(Path grader) throws IOException {
        Starter starter = new Starter(grader, url, catalog, Packs.onRequest(command));
        starter.write(out);
        err.println("starter: " + out + " is ready; make it a repository, or a template of one, and push it");
        if (bundle != null) {
            starter.writeBundle(bundle, maxScore());
            err.println("bundle: " + bundle + " is ready for the assignment's folder in Classroom 50");
        }
        if (forClass != null) {
            starter.writeForClass(forClass);
            err.println("class: " + forClass + " is ready; put what was handed in into its folder submissions, push it"
                    + " to a private repository, and run the workflow \"class\" by hand");
        }
    }

    private void refuseNotOutside(String option, @Nullable Path folder) throws IOException {
        if (folder != null) {
            refuseTaken(option, folder);
            if (folder.toAbsolutePath()
                    .normalize()
                    .startsWith(out.toAbsolutePath().normalize())) {
                throw refuse(option + ": " + folder + " lies in the students' repository; a folder outside of " + out
                        + " expected");
            }
        }
    }

    private int maxScore() {
        return catalog.exercises().stream()
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .mapToInt(CheckSpec::points)
                .sum();
    }

    private Path ownJar() {
        return OwnJar.path().orElseThrow(() -> refuse("--jar: name the grader's jar; what is running is no jar"));
    }

    private void refuseTaken(String option, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (!inside.allMatch(entry -> entry.endsWith(".git"))) {
                    throw refuse(option + ": " + folder + " is not empty; a new folder expected");
                }
            }
        } else if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw refuse(option + ": " + folder + " is no folder; a new folder expected");
        }
        Output.obstacle(folder.resolve("README.md")).ifPresent(obstacle -> {
            throw refuse(option + ": " + obstacle);
        });
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
