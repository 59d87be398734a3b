package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import lockstep.grader.catalog.AllExercises;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real JPlag is not part of the kit; a stand-in with its command line shows what it is given and what is read. */
class SimilarityTest {

    @TempDir
    Path temp;

    /** Answers as JPlag does: every pair of the folders in the last argument, with falling similarity. */
    public static final class StandIn {
        private StandIn() {}

        public static void main(String[] arguments) throws IOException {
            Path students = Path.of(arguments[arguments.length - 1]);
            Path base = option(arguments, "--base-code=");
            try (Stream<Path> files = Files.list(base)) {
                if (files.noneMatch(file -> file.toString().endsWith("PoolMap.java"))) {
                    System.exit(2);
                }
            }
            List<String> names;
            try (Stream<Path> folders = Files.list(students)) {
                names = folders.map(folder -> folder.getFileName().toString())
                        .sorted()
                        .toList();
            }
            StringBuilder csv = new StringBuilder("submissionName1,submissionName2,averageSimilarity,maxSimilarity\n");
            double similarity = 0.95;
            for (int i = 0; i < names.size(); i++) {
                for (int j = i + 1; j < names.size(); j++) {
                    csv.append(names.get(i) + "," + names.get(j) + "," + similarity + ",1.0\n");
                    similarity -= 0.2;
                }
            }
            Path result = Files.createDirectories(option(arguments, "--result-file="));
            Files.writeString(result.resolve("results.csv"), csv);
        }

        private static Path option(String[] arguments, String name) {
            return Stream.of(arguments)
                    .filter(argument -> argument.startsWith(name))
                    .map(argument -> Path.of(argument.substring(name.length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void pairs_above_the_threshold_come_back_with_their_names() throws IOException {
        Similarity.Outcome outcome =
                new Similarity(java(), jar(true), 0.7, AllExercises.catalog().all()).compare(students(), scratch());

        assertThat(outcome.message()).contains("3 submissions compared");
        assertThat(outcome.pairs())
                .extracting(pair -> pair.first() + "+" + pair.second())
                .containsExactly("ada+ben b.", "ada+cyd");
    }

    @Test
    void a_jar_that_does_not_work_is_told() throws IOException {
        Similarity.Outcome outcome =
                new Similarity(java(), jar(false), 0.7, AllExercises.catalog().all()).compare(students(), scratch());

        assertThat(outcome.message()).startsWith("JPlag ended with status 1 and no result");
        assertThat(outcome.pairs()).isEmpty();
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(temp.resolve("scratch"));
    }

    private Map<String, Path> students() throws IOException {
        Map<String, Path> students = new LinkedHashMap<>();
        for (String name : List.of("ada", "ben b.", "cyd")) {
            Path folder =
                    Files.createDirectories(temp.resolve("in").resolve(name).resolve("poolmap"));
            Files.writeString(folder.resolve("PoolMap.java"), "class PoolMap {}");
            students.put(name, temp.resolve("in").resolve(name));
        }
        return students;
    }

    private Path jar(boolean complete) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        Path jar = temp.resolve("jplag.jar");
        String name = StandIn.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var in = StandIn.class.getResourceAsStream("/" + name)) {
            if (complete && in != null) {
                out.putNextEntry(new ZipEntry(name));
                in.transferTo(out);
            }
        }
        return jar;
    }
}
