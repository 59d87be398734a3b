package lockstep.grader.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Takes the classes that the compiler writes, up to a limit. */
final class ClassesInMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private static final int MOST_CLASSES = 1_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();
    private int bytesWritten;

    ClassesInMemory(StandardJavaFileManager platform) {
        super(platform);
    }

    /** Returns the classes by their binary names, with dots. */
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new TreeMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    static void write(Map<String, byte[]> classes, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        return one == other || one.toUri().equals(other.toUri());
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        if (written.size() >= MOST_CLASSES) {
            throw new TooMuch("more than " + MOST_CLASSES + " classes");
        }
        ByteArrayOutputStream bytes = new LimitedBytes();
        written.put(className, bytes);
        return new SimpleJavaFileObject(URI.create("classes:///" + written.size()), kind) {
            @Override
            public OutputStream openOutputStream() {
                return bytes;
            }
        };
    }

    /** Thrown through the compiler, which has no way of its own to be told to stop. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super(what);
        }
    }

    private final class LimitedBytes extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            bytesWritten += length;
            if (bytesWritten > MOST_BYTES) {
                throw new TooMuch("classes of more than " + MOST_BYTES + " bytes");
            }
            super.write(bytes, offset, length);
        }
    }
}
