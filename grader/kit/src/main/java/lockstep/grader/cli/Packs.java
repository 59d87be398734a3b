package lockstep.grader.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.compile.NoCompilerException;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.pack.PackBuild;
import lockstep.grader.report.Named;
import lockstep.grader.report.OutputFile;
import lockstep.grader.typo.Nearest;
import lockstep.grader.worker.WiderClassPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The packs that a command line names: they are built, and then the program runs again with them on its class path. */
final class Packs {

    static final String OPTION = "--pack";

    private static final String LOADED = "lockstep.packs";

    private Packs() {}

    /** Returns the option of all commands, for their help and for what is wrong with it: when they run, it has been read. */
    static OptionSpec option() {
        return OptionSpec.builder(OPTION)
                .paramLabel("PACK")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .scopeType(ScopeType.INHERIT)
                .description("Also take the exercises of this pack: " + String.join(", ", ExerciseCatalog.onRequest())
                        + ", which comes with the kit, a jar, or a folder of sources, which is compiled. For all"
                        + " commands; may be given more than once.")
                .build();
    }

    /**
     * Runs this command again with the packs that it names.
     *
     * @return its exit status; nothing where it names none, or has them already
     */
    static OptionalInt runAgain(PrintStream err, String... arguments) throws IOException, InterruptedException {
        if (System.getProperty(LOADED) != null) {
            return OptionalInt.empty();
        }
        List<Path> jars = new ArrayList<>();
        try {
            for (String place : named(arguments)) {
                if (ExerciseCatalog.onRequest().contains(place)) {
                    continue;
                }
                Path jar = jarOf(Path.of(place));
                if (!jars.contains(jar)) {
                    jars.add(jar);
                }
            }
            PackBuild.expectApart(jars);
        } catch (NoCompilerException e) {
            err.println("grade: " + e.getMessage());
            return OptionalInt.of(ExitStatus.NO_JDK.code());
        } catch (UnfitPackException | InvalidPathException | OutputFile.UnwritableException e) {
            err.println("grade: " + OPTION + ": " + e.getMessage());
            return OptionalInt.of(ExitStatus.UNUSABLE_INPUT.code());
        }
        return jars.isEmpty() ? OptionalInt.empty() : OptionalInt.of(runWith(jars, List.of(arguments)));
    }

    /** Returns the jar of a pack. Nothing where a name was mistyped is told with the name that was meant. */
    static Path jarOf(Path place) throws IOException {
        try {
            return PackBuild.jarOf(place).normalize();
        } catch (UnfitPackException e) {
            String meant = Files.exists(place) ? "" : Nearest.suggestion(place.toString(), ExerciseCatalog.onRequest());
            throw new UnfitPackException(e.getMessage() + meant, e);
        }
    }

    /** Runs a command again with more packs. */
    static int runWith(List<Path> jars, List<String> arguments) throws IOException, InterruptedException {
        return WiderClassPath.run(Main.class, jars, LOADED, arguments);
    }

    /** Returns the packs among those named that come with the kit. */
    static Set<String> onRequest(String... arguments) {
        return onRequest(named(arguments));
    }

    private static Set<String> onRequest(List<String> packs) {
        return packs.stream().filter(ExerciseCatalog.onRequest()::contains).collect(Collectors.toSet());
    }

    /** What lacks a value is told where all options are read. */
    private static List<String> named(String... arguments) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                places.add(arguments[i].substring(OPTION.length() + 1));
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                places.add(arguments[++i]);
            }
        }
        return places;
    }

    /** Returns what a command names: a folder, or null, and packs. */
    static Named named(@Nullable Path folder, CommandSpec command) {
        List<Path> packs = command.findOption(OPTION).getValue();
        return new Named(
                folder == null ? "" : folder.toString(),
                packs == null ? List.of() : packs.stream().map(Path::toString).toList());
    }

    /** Returns the packs that a command names and that come with the kit. */
    static Set<String> onRequest(CommandSpec command) {
        return onRequest(named(null, command).packs());
    }

    /** Returns the jars of the packs that this JVM runs with. */
    static List<Path> loaded() {
        return Stream.of(System.getProperty(LOADED, "").split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }
}
