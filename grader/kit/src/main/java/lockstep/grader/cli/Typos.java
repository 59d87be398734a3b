package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.typo.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was meant, perhaps, by words of a command line that no command knows. */
record Typos(ExerciseCatalog catalog) {

    private static final String PROGRAM = "./grade ";

    /** Returns what is wrong with a command line. An unknown word comes first: what is missing may have been meant by it. */
    String of(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        List<String> unknown = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : command.getUnmatchedArguments();
        if (unknown.isEmpty()) {
            return String.valueOf(failure.getMessage());
        }
        String first = unknown.get(0);
        if (first.startsWith("-")) {
            String name = first.replaceFirst("(?s)=.*", "");
            return "no option is called \"" + name + "\""
                    + Nearest.suggestion(
                            name, command.getCommandSpec().optionsMap().keySet());
        }
        List<String> given = command.getCommandSpec().positionalParameters().stream()
                .map(PositionalParamSpec::getValue)
                .filter(value -> value instanceof Path)
                .map(Object::toString)
                .toList();
        return given.isEmpty()
                ? "no command is called \"" + first + "\""
                        + Nearest.suggestion(first, command.getSubcommands().keySet())
                : "one folder expected, found \"" + given.get(0) + "\" and \"" + first + "\""
                        + question(command, Path.of(given.get(0)));
    }

    /**
     * Returns a question after the command that was meant where a place is named at which nothing is: who mistypes a command,
     * or leaves out an option before an exercise, names a folder.
     */
    String question(CommandLine command, Path place) {
        String typed = place.toString();
        if (Files.exists(place)) {
            return "";
        }
        Map<String, String> commands = new HashMap<>();
        folders(place).forEach(name -> commands.put(name, name));
        MistakeCatalog.load().all().forEach(mistake -> commands.put(mistake.id(), "explain " + mistake.id()));
        catalog.all().forEach(exercise -> commands.put(exercise.id().slug(), "--only " + exercise.id()));
        command.getSubcommands().keySet().forEach(name -> commands.put(name, name));
        return Nearest.to(typed, commands.keySet())
                .map(name -> " (did you mean " + PROGRAM + commands.get(name) + "?)")
                .orElse("");
    }

    private static List<String> folders(Path place) {
        Path parent = place.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(parent)) {
            return beside.filter(Files::isDirectory)
                    .map(folder -> place.resolveSibling(folder.getFileName()).toString())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
