package lockstep.grader.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.SourceLocation;

/**
 * Where a submission's sources lie, so that annotations point at files that exist.
 *
 * <p>Their paths begin at the nearest folder above that holds {@code .git}. Where there is none, because a runner has
 * downloaded an archive or somebody else took it away, they begin at the folder that the runner says it has checked out, or
 * else at that of {@code ./grade}, or else at the submission's own: the first of these which the submission lies in.
 *
 * @param files the paths from that folder, by the paths below a source root
 * @param stubs for each exercise's slug the line of its class, or the first line of its file where none is found
 */
record SourcePlaces(Map<String, String> files, Map<String, SourceLocation> stubs) {

    SourcePlaces {
        files = Map.copyOf(files);
        stubs = Map.copyOf(stubs);
    }

    /** The folders that runners check out: of GitHub, of GitLab, of Jenkins, of Azure, of Bitbucket. */
    private static final List<String> CHECKED_OUT =
            List.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE", "BUILD_SOURCESDIRECTORY", "BITBUCKET_CLONE_DIR");

    static SourcePlaces of(Path folder, List<Exercise> exercises, Surroundings surroundings) {
        return new SubmissionReader(exercises, IntakeLimits.standard())
                .read(folder)
                .fold(
                        read -> of(folder, exercises, read.submission(), surroundings),
                        unusable -> new SourcePlaces(Map.of(), Map.of()));
    }

    private static SourcePlaces of(
            Path folder, List<Exercise> exercises, Submission submission, Surroundings surroundings) {
        Path top = folder.toAbsolutePath().normalize();
        Path base = repositoryOf(top).or(() -> around(top, surroundings)).orElse(top);
        Map<String, String> files = submission.places().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> base.relativize(top.resolve(each.getValue()))
                                .toString()
                                .replace('\\', '/')));
        Map<String, SourceLocation> stubs = exercises.stream()
                .collect(Collectors.toMap(exercise -> exercise.id().slug(), exercise -> stub(exercise, submission)));
        return new SourcePlaces(files, stubs);
    }

    private static SourceLocation stub(Exercise exercise, Submission submission) {
        String text = submission.parts().get(exercise.id()) instanceof Submission.Sources sources
                ? sources.files().stream()
                        .filter(file -> file.path().equals(exercise.stubPath()))
                        .map(SourceFile::text)
                        .collect(Collectors.joining())
                : "";
        Matcher declaration = Pattern.compile(
                        "(?m)^[^*/\\n]*\\bclass\\s+" + exercise.stub().getSimpleName() + "\\b")
                .matcher(text);
        int line = declaration.find()
                ? 1
                        + (int) text.substring(0, declaration.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                : 1;
        return new SourceLocation(exercise.stubPath(), line);
    }

    private static Optional<Path> around(Path folder, Surroundings surroundings) {
        Stream<Path> checkedOut = CHECKED_OUT.stream()
                .map(variable -> surroundings.environment().getOrDefault(variable, ""))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        return Stream.concat(checkedOut, Stream.of(surroundings.home()))
                .map(path -> path.toAbsolutePath().normalize())
                .filter(folder::startsWith)
                .findFirst();
    }

    private static Optional<Path> repositoryOf(Path folder) {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
