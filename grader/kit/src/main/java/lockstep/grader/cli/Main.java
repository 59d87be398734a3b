package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.OptionalInt;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.classroom.RosterColumn;
import lockstep.grader.compile.NoCompilerException;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.language.Language;
import lockstep.grader.report.OutputFile;
import lockstep.grader.worker.FittingLocale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The command line. Standard output carries results only; everything else goes to standard error. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the JVM.
     *
     * <p>A JVM that cannot start, or breaks down, ends with 1 by itself. So that this is not taken for a score that is too
     * low, a launcher may have the latter said by another status, and says 1 itself.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        endWith(Long.getLong(FittingLocale.STARTED_BY));
        OptionalInt again = FittingLocale.runAgain();
        if (again.isPresent()) {
            System.exit(again.getAsInt());
        }
        OptionalInt withPacks = Packs.runAgain(System.err, arguments);
        if (withPacks.isPresent()) {
            System.exit(withPacks.getAsInt());
        }
        int status = run(Surroundings.ofProcess(), new SecureRandom().nextLong(), arguments);
        System.exit(status == ExitStatus.BELOW.code() ? Integer.getInteger("lockstep.below", status) : status);
    }

    /** Who kills the launcher means the grader. */
    private static void endWith(@Nullable Long starter) {
        if (starter != null) {
            // A shell on Windows counts its processes in its own way: such a number is nobody's.
            ProcessHandle.current()
                    .parent()
                    .filter(parent -> parent.pid() == starter)
                    .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(ExitStatus.OUR_BUG.code())));
        }
    }

    /**
     * Runs a command.
     *
     * @param freshSeed the seed for commands that are given none
     * @return the exit status
     */
    static int run(Surroundings surroundings, long freshSeed, String... arguments) {
        try {
            Language language = Speaking.asked(surroundings.environment(), arguments);
            return commandLine(surroundings.in(language), freshSeed, arguments).execute(arguments);
        } catch (UnfitPackException e) {
            surroundings.streams().err().println("grade: " + e.getMessage());
            return ExitStatus.UNUSABLE_INPUT.code();
        } catch (Throwable e) {
            // The JVM ends with 1 for what nobody catches, which would mean a score that is too low.
            return bug(e, surroundings.streams().err());
        }
    }

    private static int bug(Throwable thrown, PrintStream err) {
        err.println("grade: a bug of the grader, please report it with this trace:");
        thrown.printStackTrace(err);
        return ExitStatus.OUR_BUG.code();
    }

    private static CommandLine commandLine(Surroundings surroundings, long freshSeed, String... arguments) {
        ExerciseCatalog catalog = ExerciseCatalog.load(Packs.onRequest(arguments));
        CommandLine ofClass = new CommandLine(new ClassCommand(catalog, surroundings, freshSeed));
        ofClass.getCommandSpec()
                .usageMessage()
                .footerHeading(
                        "%nColumns of a roster that say who a student is; case, spaces and punctuation do not matter:%n")
                .footer((RosterColumn.identifying() + "\n\nand that say more:\n" + RosterColumn.further())
                        .split("\n", -1));
        CommandLine all = new CommandLine(new GradeCommand(catalog, surroundings, freshSeed))
                .addSubcommand(ofClass)
                .addSubcommand(
                        new StarterCommand(catalog, surroundings.streams().err()))
                .addSubcommand(new ReplayOneCommand(catalog, surroundings))
                .addSubcommand(new LabCommand(catalog, surroundings))
                .addSubcommand(new ListCommand(catalog, surroundings))
                .addSubcommand(new ExplainCommand(catalog, surroundings))
                .addSubcommand(new DoctorCommand(
                        surroundings,
                        new SelfTest(
                                catalog,
                                Kit.workerStages(
                                        surroundings.time().nanoClock(),
                                        IsolationOption.whenAsked(surroundings.environment())))));
        all.addSubcommand(new PackCommand(catalog, surroundings));
        all.getCommandSpec().addOption(Packs.option());
        all.getCommandSpec().addOption(Speaking.option());
        Speaking.help(all, surroundings.language());
        return all.setOut(writer(surroundings.streams().out()))
                .setErr(writer(surroundings.streams().err()))
                .setUsageHelpWidth(Math.max(60, surroundings.terminal().columns()))
                .setColorScheme(
                        Help.defaultColorScheme(surroundings.terminal().stdout() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof OutputFile.UnwritableException) {
                        surroundings.streams().err().println("grade: " + failure.getMessage());
                        return ExitStatus.USAGE.code();
                    }
                    if (failure instanceof UnfitPackException) {
                        surroundings.streams().err().println("grade: " + failure.getMessage());
                        return ExitStatus.UNUSABLE_INPUT.code();
                    }
                    if (failure instanceof NoCompilerException) {
                        surroundings.streams().err().println("grade: " + failure.getMessage());
                        return ExitStatus.NO_JDK.code();
                    }
                    return bug(failure, surroundings.streams().err());
                })
                .setParameterExceptionHandler((failure, words) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println(surroundings.language().say("grade: " + new Typos(catalog).of(failure)));
                    err.println(surroundings
                            .language()
                            .say("See ./"
                                    + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
                    return ExitStatus.USAGE.code();
                });
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
