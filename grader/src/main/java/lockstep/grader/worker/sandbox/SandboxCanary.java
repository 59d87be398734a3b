package lockstep.grader.worker.sandbox;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main class of the JVM by which a rung is tried: can it load classes and write to its scratch folder? */
public final class SandboxCanary {

    static final String WORD = "alive";

    private SandboxCanary() {}

    /** Called with the scratch folder. */
    public static void main(String[] arguments) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Files.isReadable(Path.of(entry))) {
                throw new IOException("it cannot read " + entry + " of the grader's own class path");
            }
        }
        Path file = Path.of(arguments[0], "canary.txt");
        Files.writeString(file, WORD);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(Files.readString(file).getBytes(StandardCharsets.UTF_8));
        }
    }
}
