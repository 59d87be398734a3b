package lockstep.grader.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.report.OutputFile;
import lockstep.grader.submission.StarterFiles;
import org.jspecify.annotations.Nullable;

/**
 * The repository that students get: stubs, statements, sample tests, launchers, a workflow, and the grader or where to get
 * it. It has no solution in it and no test of the grader's.
 *
 * @param jar the grader
 * @param url where the grader is downloaded from, or null to put it into the repository
 * @param catalog with the exercises that students get
 * @param packs the names of packs that come with the kit and are asked for
 */
public record Starter(Path jar, @Nullable String url, ExerciseCatalog catalog, Set<String> packs) {

    private static final Set<String> PROGRAMS = Set.of("grade", "grade-class");

    public Starter {
        packs = Set.copyOf(packs);
    }

    /** Writes the repository into a folder, which is made where it is missing. */
    public void write(Path folder) throws IOException {
        writeFilled(folder, StarterFiles.atTop());
        for (Map.Entry<String, byte[]> file :
                StarterFiles.exercises(catalog.exercises(), catalog.others()).entrySet()) {
            OutputFile.write(folder.resolve("exercises").resolve(file.getKey()), file.getValue());
        }
        if (url == null) {
            copyJar(folder.resolve(StarterFiles.JAR));
        }
    }

    /** Writes a repository in which an instructor grades a class in parts. */
    public void writeForClass(Path folder) throws IOException {
        writeFilled(folder, StarterFiles.forClass());
        if (url == null) {
            copyJar(folder.resolve(StarterFiles.JAR));
        }
    }

    private void writeFilled(Path folder, Map<String, String> templates) throws IOException {
        String sha256 = sha256(jar);
        for (Map.Entry<String, String> file : templates.entrySet()) {
            Path target = folder.resolve(file.getKey());
            OutputFile.write(target, filled(file.getValue(), sha256));
            if (PROGRAMS.contains(file.getKey())) {
                makeExecutable(target);
            }
        }
    }

    /**
     * Writes what Classroom 50 needs to grade: the assignment's bundle.
     *
     * @param maxScore what all exercises are worth
     */
    public void writeBundle(Path folder, int maxScore) throws IOException {
        String program =
                filled(StarterFiles.autograder(), sha256(jar)).replace("@MAX_SCORE@", String.valueOf(maxScore));
        OutputFile.write(folder.resolve("autograder.py"), program);
        copyJar(folder.resolve("grader.jar"));
    }

    private String filled(String template, String sha256) {
        String asked =
                packs.stream().sorted().map(pack -> "--pack " + pack + " ").collect(Collectors.joining());
        return template.replace("@SHA256@", sha256)
                .replace("@URL@", url == null ? "" : url)
                .replace("@PACKS@", asked);
    }

    private void copyJar(Path target) throws IOException {
        OutputFile.write(target, Files.readAllBytes(jar));
    }

    private static void makeExecutable(Path file) {
        // A file system without such permissions starts a script by its name.
        boolean done = file.toFile().setExecutable(true, false);
        assert done || !file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
