package lockstep.grader.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import lockstep.grader.language.Language;
import lockstep.grader.report.render.TerminalStyle;

/**
 * What the program finds around it; everything that is not an argument.
 *
 * @param home the kit's folder, where the defaults are
 * @param terminal what its streams are
 * @param streams where it prints
 * @param time its clocks
 * @param environment the environment variables
 * @param language in which it speaks to a student
 */
record Surroundings(
        Path home, Terminal terminal, Streams streams, Time time, Map<String, String> environment, Language language) {

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

    /** Returns the same in another language. */
    Surroundings in(Language other) {
        Streams speaking = new Streams(streams.out(), Speaking.stream(streams.err(), other));
        return new Surroundings(home, terminal, speaking, time, environment, other);
    }

    /** Returns what standard output can show. */
    TerminalStyle style() {
        return new TerminalStyle(terminal.stdout(), terminal.columns(), true, language);
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
                System.getenv(),
                Language.ENGLISH);
    }
}
