package lockstep.grader.worker;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.worker.sandbox.Ladder;

/**
 * Runs this program again with more on its class path. What a JVM finds there is settled when it starts, and all JVMs below
 * the grader get the grader's own class path: so packs are found in the same way everywhere.
 */
public final class WiderClassPath {

    private WiderClassPath() {}

    /**
     * Runs a main class again in such a JVM, which has the flags of this one.
     *
     * @param more what comes after this JVM's own class path
     * @param property the name of a property that tells the new JVM what was added
     * @return its exit status
     */
    public static int run(Class<?> main, List<Path> more, String property, List<String> arguments)
            throws IOException, InterruptedException {
        String added = joined(more.stream());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-D" + FittingLocale.STARTED_BY + "=")
                        && !flag.startsWith("-D" + property + "="))
                .forEach(command::add);
        command.add(
                "-D" + FittingLocale.STARTED_BY + "=" + ProcessHandle.current().pid());
        command.add("-D" + property + "=" + added);
        command.add("-cp");
        command.add(joined(Stream.concat(Ladder.ownClassPath().stream(), more.stream())));
        command.add(main.getName());
        command.addAll(arguments);
        Process again = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(again::destroy, "wider-end"));
        return again.waitFor();
    }

    private static String joined(Stream<Path> paths) {
        return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
