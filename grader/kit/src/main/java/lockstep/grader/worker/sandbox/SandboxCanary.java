package lockstep.grader.worker.sandbox;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of the JVM by which a rung is tried: can it load classes, write to its scratch folder, and talk to itself
 * over the loopback interface, as JMH does with its forks? And does the kernel filter its system calls, if it is to?
 */
public final class SandboxCanary {

    static final String WORD = "alive";
    static final String FILTERED = "filtered";

    private SandboxCanary() {}

    /** Called with the scratch folder, and {@link #FILTERED} where system calls are filtered. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains(FILTERED)
                && !Files.readString(Path.of("/proc/self/status")).contains("Seccomp:\t2")) {
            throw new IOException("the kernel does not filter its system calls");
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Files.isReadable(Path.of(entry))) {
                throw new IOException("it cannot read " + entry + " of the grader's own class path");
            }
        }
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
            new Socket(loopback, server.getLocalPort()).close();
        }
        Path file = Path.of(arguments[0], "canary.txt");
        Files.writeString(file, WORD);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(Files.readString(file).getBytes(StandardCharsets.UTF_8));
        }
    }
}
