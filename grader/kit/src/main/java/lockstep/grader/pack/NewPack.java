package lockstep.grader.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.report.OutputFile;

/** Writes a pack to begin with: one small exercise, with all that an exercise has. */
public final class NewPack {

    /** The template's files; its exercise is called {@code example}, and its stub {@code Example}. */
    private static final List<String> FILES = List.of(
            "exercise/example/Example.java",
            "exercise/example/README.md",
            "solution/example/Example.java",
            "checks/example/checks/ExampleContract.java",
            "checks/example/checks/ExamplePack.java",
            "checks/META-INF/services/lockstep.grader.exercise.Pack",
            "mutants/example.txt",
            "correct/by-a-lock/example/Example.java");

    private NewPack() {}

    /**
     * Writes the pack.
     *
     * @param name the exercise's, which is also its package
     * @param folder a new or an empty one
     * @throws UnfitPackException if the name is none for an exercise, or the folder is taken
     */
    public static void write(String name, Path folder) throws IOException {
        String stub = nameOfStub(name);
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new UnfitPackException(folder + ": a new folder expected, found one that is taken");
        }
        for (String file : FILES) {
            OutputFile.write(folder.resolve(renamed(file, name, stub)), renamed(template(file), name, stub));
        }
        OutputFile.write(folder.resolve(".gitignore"), "target/\n");
    }

    private static String nameOfStub(String name) {
        try {
            String slug = new ExerciseId(name).slug();
            return Character.toUpperCase(slug.charAt(0)) + slug.substring(1);
        } catch (IllegalArgumentException e) {
            throw new UnfitPackException(e.getMessage() + " as the name of an exercise", e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static String renamed(String text, String name, String stub) {
        return text.replace("Example", stub).replace("example", name);
    }

    private static String template(String file) throws IOException {
        try (InputStream in = NewPack.class.getResourceAsStream("template/" + file + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the kit lacks the template of " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
