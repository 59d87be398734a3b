package lockstep.grader.check.correctness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/** The class files of a compiled submission. */
final class ClassFiles {

    private ClassFiles() {}

    /**
     * Shows a visitor all class files of this folder and below, in the order of their paths.
     *
     * @param flags what to leave out, see {@link ClassReader#accept(ClassVisitor, int)}
     */
    static void show(Path folder, ClassVisitor visitor, int flags) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(visitor, flags);
            }
        }
    }
}
