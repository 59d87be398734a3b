package lockstep.engine.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where class files come from: the class path for submissions and scenarios, the running JDK for the library. */
final class ClassSource {

    private static final byte[] NONE = new byte[0];

    private final ClassLoader loader;
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    ClassSource(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Returns a class file, or null if there is none.
     *
     * @param name with slashes, as the class is called before it is woven
     */
    byte @Nullable [] bytes(String name) {
        byte[] bytes = read.computeIfAbsent(name, this::load);
        return bytes.length == 0 ? null : bytes;
    }

    private byte[] load(String name) {
        try (InputStream in = open(name)) {
            return in == null ? NONE : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable InputStream open(String name) {
        String file = name + ".class";
        if (name.startsWith("java/") || name.startsWith("jdk/")) {
            return Object.class.getResourceAsStream("/" + file);
        }
        return loader.getResourceAsStream(file);
    }
}
