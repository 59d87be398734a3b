package lockstep.processpool;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a class's {@code main} in a new Java process. Read-only: part of the kit, and the only way to start one. */
public final class ChildJvm {

    /**
     * Starts {@code java mainClass arguments...} with this process's class path. The child's standard output and
     * standard input are pipes to this process; its standard error is this process's own.
     *
     * @return the started process, whose {@link Process#getInputStream()} reads what the child prints
     */
    public static Process start(Class<?> mainClass, String... arguments) throws IOException {
        checkMain(mainClass);
        checkArguments(arguments);
        List<String> command = new ArrayList<>();
        command.add(javaCommand().toString());
        // No flags: the JVM's defaults start fastest (about 50 ms), because its class archive is made for them, and
        // code
        // that runs for long still gets the optimising compiler.
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    private static void checkMain(Class<?> mainClass) {
        if (mainClass == null) {
            throw new IllegalArgumentException("a class with a main method expected, found null");
        }
        try {
            mainClass.getMethod("main", String[].class);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    mainClass.getName() + " has no method public static void main(String[])", e);
        }
    }

    private static void checkArguments(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                throw new IllegalArgumentException("argument " + i + " of the child process is null");
            }
        }
    }

    private static Path javaCommand() throws IOException {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path java = bin.resolve(File.separatorChar == '\\' ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new IOException("cannot start a child JVM: there is no Java launcher at " + java);
        }
        return java;
    }

    /** The child may run elsewhere, so that relative entries would point to nothing. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private ChildJvm() {}
}
