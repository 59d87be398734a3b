package lockstep.grader.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this very program is started on another machine that sees the same files. */
final class OwnCommand {

    private OwnCommand() {}

    /**
     * Returns the command line: by the launcher where it starts what is running now, as another build of the grader would
     * give answers that do not count here; else by Java itself.
     *
     * @param home the kit's folder
     */
    static List<String> of(Path home, List<String> arguments) {
        List<String> words = new ArrayList<>();
        Path launcher = home.resolve("grade");
        boolean same = OwnJar.path().filter(jar -> jar.startsWith(home)).isPresent();
        if (same && Files.isExecutable(launcher)) {
            words.add(launcher.toString());
        } else {
            words.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dlockstep.home=" + home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
        }
        words.addAll(arguments);
        return words;
    }
}
