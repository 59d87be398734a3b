package lockstep.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;

/**
 * The files of the repository that students get, as the kit has them beside its classes.
 *
 * <p>The launchers and the workflow name the grader that belongs to them: where {@code @SHA256@} and {@code @URL@} stand; and
 * the packs that it grades: {@code @PACKS@}.
 */
public final class StarterFiles {

    /** Where the grader's jar lies in such a repository. */
    public static final String JAR = ".lockstep/grader.jar";

    private static final String EXERCISES = "/lockstep/kit/exercises";
    private static final String STARTER = "/lockstep/starter/";

    /** The files at its top and where the kit keeps them; build tools drop hidden files on the way into a jar. */
    private static final Map<String, String> AT_TOP = Map.of(
            "README.md", "README.md",
            "README.ko.md", "README.ko.md",
            "pom.xml", "pom.xml",
            ".gitattributes", "gitattributes",
            ".gitignore", "gitignore",
            "grade", "grade",
            "grade.cmd", "grade.cmd",
            ".github/workflows/grade.yml", "workflow.yml",
            ".vscode/tasks.json", "tasks.json",
            "exercises/src/test/java/lockstep/GradedTest.java", "GradedTest.java.txt");

    private StarterFiles() {}

    /** Returns the files at the top of the repository: their texts by their paths. */
    public static SortedMap<String, String> atTop() {
        SortedMap<String, String> files = new TreeMap<>();
        AT_TOP.forEach((path, resource) -> files.put(path, template(resource)));
        return files;
    }

    /** Returns the files of a repository in which an instructor grades a class: their texts by their paths. */
    public static SortedMap<String, String> forClass() {
        return new TreeMap<>(Map.of(
                ".gitattributes", template("gitattributes") + "# As it was handed in.\nsubmissions/** -text\n",
                ".github/workflows/class.yml", template("class/workflow.yml"),
                ".gitignore", "report/\n",
                "Containerfile", template("class/Containerfile"),
                "grade", template("grade"),
                "grade-class", template("class/grade-class")));
    }

    /** Returns the program that grades in a bundle of Classroom 50. */
    public static String autograder() {
        return template("autograder.py");
    }

    private static String template(String name) {
        try (InputStream in = StarterFiles.class.getResourceAsStream(STARTER + name)) {
            if (in == null) {
                throw new IllegalStateException(STARTER + name + " is missing from the grader's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the files of the module {@code exercises}, the kit's own and those of the packs: their contents by their paths
     * within it.
     *
     * @param others the exercises whose files are left out
     */
    public static Map<String, byte[]> exercises(List<Exercise> exercises, List<Exercise> others) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of("/pom.xml"),
                        exercises.stream().map(exercise -> "/src/main/java/" + exercise.stubPath()))
                .map(StarterFiles::rootOf)
                .distinct()
                .forEach(root -> files.putAll(files(root)));
        for (Exercise other : others) {
            files.keySet()
                    .removeIf(file -> file.startsWith("src/main/java/" + other.packagePath() + "/")
                            || file.startsWith("src/test/java/" + other.packagePath() + "/"));
        }
        return files;
    }

    /** Returns where the module that a file belongs to is kept. */
    private static URI rootOf(String file) {
        URL url = StarterFiles.class.getResource(EXERCISES + file);
        if (url == null) {
            throw new IllegalStateException(EXERCISES + file + " is missing from the grader's class path");
        }
        String text = url.toString();
        return URI.create(text.substring(0, text.length() - file.length()));
    }

    private static Map<String, byte[]> files(URI root) {
        try {
            if (!root.getScheme().equals("jar")) {
                return files(Path.of(root));
            }
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                return files(jar.getPath(EXERCISES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
