package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.StarterFiles;
import lockstep.grader.worker.ToolProcess;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Submissions that are much alike, as JPlag sees them: a program of its own in a process of its own, with the stubs as code
 * that everybody has.
 *
 * @param java the Java that runs JPlag, which needs 21 or newer
 * @param jar JPlag with all that it needs
 * @param threshold pairs from this similarity on, from 0 to 1
 * @param exercises whose stubs everybody has
 */
public record Similarity(Path java, Path jar, double threshold, List<Exercise> exercises) {

    public Similarity {
        exercises = List.copyOf(exercises);
    }

    private static final Duration MOST_TIME = Duration.ofMinutes(10);

    /** Two submissions and how alike they are, from 0 to 1. */
    public record Pair(String first, String second, double similarity) {}

    /**
     * What came of it.
     *
     * @param message one sentence: what was compared, or why nothing was; empty where nobody asked
     */
    public record Outcome(String message, List<Pair> pairs) {

        /** Nobody asked. */
        public static final Outcome NOT_ASKED = new Outcome("", List.of());

        public Outcome {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Compares the sources that count.
     *
     * @param submissions the students' folders by their names
     * @param scratch a folder that does not exist
     */
    public Outcome compare(Map<String, Path> submissions, Path scratch) throws IOException {
        Path students = scratch.resolve("students");
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Path> submission : submissions.entrySet()) {
            names.add(submission.getKey());
            copySources(submission.getValue(), students.resolve("s" + names.size()));
        }
        Path base = Files.createDirectories(scratch.resolve("base"));
        for (Map.Entry<String, byte[]> file :
                StarterFiles.exercises(exercises, List.of()).entrySet()) {
            if (file.getKey().startsWith("src/main/java/") && file.getKey().endsWith(".java")) {
                Files.write(base.resolve(file.getKey().replace('/', '-')), file.getValue());
            }
        }
        Path result = scratch.resolve("result");
        ToolProcess.Ended ended = new ToolProcess(scratch, MOST_TIME)
                .run(List.of(
                        java.toString(),
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--language=java",
                        "--mode=RUN",
                        "--csv-export",
                        "--base-code=" + base.toAbsolutePath(),
                        "--result-file=" + result.toAbsolutePath(),
                        students.toAbsolutePath().toString()));
        Path csv = Stream.of(result.resolve("results.csv"), scratch.resolve("result.csv"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
        if (csv == null) {
            String last = ended.output().lines().reduce((a, b) -> b).orElse("it said nothing");
            return new Outcome("JPlag ended with status " + ended.status() + " and no result: " + last, List.of());
        }
        List<Pair> all = pairs(csv, names);
        List<Pair> alike =
                all.stream().filter(pair -> pair.similarity() >= threshold).toList();
        long compared = all.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .distinct()
                .count();
        long leftOut = names.size() - compared;
        return new Outcome(
                compared + " submissions compared by JPlag"
                        + (leftOut == 0 ? "" : ", " + leftOut + " left out, because they do not parse or are too short")
                        + "; pairs from " + Math.round(100 * threshold) + " % on: " + alike.size(),
                alike);
    }

    private static List<Pair> pairs(Path csv, List<String> names) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, format)) {
            for (CSVRecord record : parser) {
                pairs.add(new Pair(
                        name(names, record.get("submissionName1")),
                        name(names, record.get("submissionName2")),
                        Double.parseDouble(record.get("averageSimilarity"))));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(csv + " is no result of JPlag as this grader knows it: " + e.getMessage(), e);
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.similarity()));
        return pairs;
    }

    private static String name(List<String> names, String folder) {
        return names.get(Integer.parseInt(folder.substring(1)) - 1);
    }

    private static void copySources(Path folder, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> all = Files.walk(folder)) {
            int number = 0;
            for (Path file : all.filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path))
                    .sorted()
                    .toList()) {
                number++;
                Files.copy(file, target.resolve(number + "-" + file.getFileName()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
