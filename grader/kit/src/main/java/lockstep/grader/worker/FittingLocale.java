package lockstep.grader.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lockstep.grader.submission.FileNames;
import lockstep.grader.worker.sandbox.Ladder;

/**
 * A locale in which this program can name every file of a submission. Outside of Windows a JVM takes the encoding of file
 * names from the locale that it is started in, once and for all; a launcher sees to that, but not everyone starts one.
 */
public final class FittingLocale {

    /** Names the process without which this one has nothing to do. */
    public static final String STARTED_BY = "lockstep.started-by";

    private static final String AGAIN = "lockstep.again";

    private FittingLocale() {}

    /**
     * Runs this very command again in such a locale, if this JVM is in none.
     *
     * @return its exit status; nothing where this JVM will do, or no better one is to be had
     */
    public static OptionalInt runAgain() throws IOException, InterruptedException {
        ProcessHandle.Info own = ProcessHandle.current().info();
        if (FileNames.knowsAll()
                || System.getProperty(AGAIN) != null
                || own.command().isEmpty()
                || own.arguments().isEmpty()) {
            return OptionalInt.empty();
        }
        List<String> command = new ArrayList<>();
        command.add(own.command().get());
        command.add("-D" + AGAIN + "=true");
        command.add("-D" + STARTED_BY + "=" + ProcessHandle.current().pid());
        command.addAll(List.of(own.arguments().get()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // The language that was asked for stays known.
        String asked = System.getenv("LC_ALL");
        if (asked != null) {
            builder.environment().put("LC_MESSAGES", asked);
        }
        builder.environment().putAll(Ladder.locale());
        Process again = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(again::destroy, "again-end"));
        return OptionalInt.of(again.waitFor());
    }
}
