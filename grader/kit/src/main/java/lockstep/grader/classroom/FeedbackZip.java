package lockstep.grader.classroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.report.OutputFile;

/**
 * Each student's page of feedback in one zip file, under the names by which the platform finds the students again when the
 * file is uploaded: "Upload multiple feedback files in a zip" in Moodle, "Upload Submissions" in Canvas.
 */
public final class FeedbackZip {

    /** The first that a zip file can tell, so that the same pages make the same file. */
    private static final LocalDateTime FIRST_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private FeedbackZip() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param pages the pages by their names in the zip file; the same pages make the same file
     */
    public static void write(Path target, Map<String, Path> pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, Path> page : pages.entrySet()) {
                ZipEntry entry = new ZipEntry(page.getKey());
                entry.setTimeLocal(FIRST_TIME);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(page.getValue()));
                zip.closeEntry();
            }
        }
        OutputFile.write(target, out.toByteArray());
    }
}
