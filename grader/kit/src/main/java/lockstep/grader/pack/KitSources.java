package lockstep.grader.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.UnfitPackException;

/**
 * The sources of the exercises that come with the kit, as they lie in its repository.
 *
 * @param repository its folder
 */
public record KitSources(Path repository) implements PackSources {

    /** A check that may not pass. One that may pass as well demands nothing. */
    private static final Predicate<String> DEMANDS_FAILURE =
            Pattern.compile("(?m)^[^#*\\s]\\S* FAILED(\\|SKIPPED)?$").asPredicate();

    /** @throws UnfitPackException if the folder is no such repository */
    public KitSources {
        Path tests = repository.resolve("grader/kit/src/test");
        if (!Files.isDirectory(tests)) {
            throw new UnfitPackException(tests + ": the kit's own submissions expected, found nothing there;"
                    + " its exercises are proven in its repository");
        }
    }

    @Override
    public Path exercise() {
        return repository.resolve("exercises/src/main/java");
    }

    @Override
    public Path solution() {
        return repository.resolve("solutions/src/main/java");
    }

    @Override
    public Path mutants(String slug) {
        return repository.resolve("grader/kit/src/test/mutants/" + slug + ".txt");
    }

    @Override
    public List<Path> correct(Exercise exercise) throws IOException {
        return submissions(exercise, folder -> name(folder).startsWith("good-"));
    }

    @Override
    public List<Path> wrong(Exercise exercise) throws IOException {
        return submissions(exercise, folder -> DEMANDS_FAILURE.test(expected(folder)));
    }

    private List<Path> submissions(Exercise exercise, Predicate<Path> isMeant) throws IOException {
        Path all = repository.resolve("grader/kit/src/test/submissions/" + exercise.id());
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(isMeant).sorted().toList();
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    private static String expected(Path folder) {
        return PackFolder.text(folder.resolve("expected.txt"));
    }
}
