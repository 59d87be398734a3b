package lockstep.grader.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.report.OutputFile;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The command line. Standard output carries results only; everything else goes to standard error. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), new SecureRandom().nextLong(), arguments));
    }

    /**
     * Runs a command.
     *
     * @param freshSeed the seed for commands that are given none
     * @return the exit status
     */
    static int run(Surroundings surroundings, long freshSeed, String... arguments) {
        ExerciseCatalog catalog = ExerciseCatalog.ofKit();
        CommandLine commandLine = new CommandLine(new GradeCommand(catalog, surroundings, freshSeed))
                .addSubcommand(new ClassCommand(catalog, surroundings, freshSeed))
                .addSubcommand(
                        new StarterCommand(catalog, surroundings.streams().err()))
                .addSubcommand(new ReplayOneCommand(catalog, surroundings))
                .addSubcommand(new LabCommand(catalog, surroundings))
                .addSubcommand(new ListCommand(catalog, surroundings.streams().out()))
                .addSubcommand(new ExplainCommand(
                        catalog,
                        surroundings.streams().out(),
                        surroundings.terminal().columns()))
                .addSubcommand(new DoctorCommand(
                        surroundings,
                        new SelfTest(
                                catalog,
                                Kit.workerStages(
                                        surroundings.time().nanoClock(),
                                        IsolationOption.whenAsked(surroundings.environment())))))
                .setOut(writer(surroundings.streams().out()))
                .setErr(writer(surroundings.streams().err()))
                .setUsageHelpWidth(Math.max(60, surroundings.terminal().columns()))
                .setColorScheme(
                        Help.defaultColorScheme(surroundings.terminal().stdout() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof OutputFile.UnwritableException) {
                        command.getErr().println("grade: " + failure.getMessage());
                        return ExitStatus.USAGE.code();
                    }
                    command.getErr().println("grade: a bug of the grader, please report it with this trace:");
                    failure.printStackTrace(command.getErr());
                    return ExitStatus.OUR_BUG.code();
                })
                .setParameterExceptionHandler((failure, words) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println("grade: " + failure.getMessage());
                    err.println("See ./grade --help");
                    return ExitStatus.USAGE.code();
                });
        return commandLine.execute(arguments);
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
