package lockstep.grader.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the program finds around it; everything that is not an argument.
 *
 * @param home the kit's folder, where the defaults are
 * @param terminal what its streams are
 * @param streams where it prints
 * @param time its clocks
 * @param environment the environment variables
 */
record Surroundings(Path home, Terminal terminal, Streams streams, Time time, Map<String, String> environment) {

    /**
     * What the streams are attached to.
     *
     * @param columns the width of the terminal
     */
    record Terminal(boolean stdout, boolean stderr, int columns) {}

    /** Results go to {@code out}, everything else to {@code err}. */
    record Streams(PrintStream out, PrintStream err) {}

    /**
     * The time of day and a clock that only goes forward.
     *
     * @param nanoClock in nanoseconds
     */
    record Time(Clock clock, LongSupplier nanoClock) {}

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Returns the surroundings of this process, as the launcher describes them. */
    static Surroundings ofProcess() {
        return new Surroundings(
                Path.of(System.getProperty("lockstep.home", "")).toAbsolutePath(),
                new Terminal(
                        "terminal".equals(System.getProperty("lockstep.stdout")),
                        "terminal".equals(System.getProperty("lockstep.stderr")),
                        Integer.getInteger("lockstep.columns", 80)),
                new Streams(
                        new PrintStream(System.out, true, StandardCharsets.UTF_8),
                        new PrintStream(System.err, true, StandardCharsets.UTF_8)),
                new Time(Clock.systemUTC(), System::nanoTime),
                System.getenv());
    }
}
