package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import lockstep.grader.report.Runner;
import picocli.CommandLine.Command;

/** Tells whether this machine can grade, and what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this machine: Java, cores, isolation, and whether the grading engines work here.")
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final SelfTest selfTest;

    DoctorCommand(Surroundings surroundings, SelfTest selfTest) {
        this.surroundings = surroundings;
        this.selfTest = selfTest;
    }

    @Override
    public Integer call() {
        PrintStream out = surroundings.streams().out();
        Runner.Host host = HostDescription.read();
        boolean fine = true;
        line(out, true, "Lockstep", Kit.version());
        line(out, true, "Java", host.jdk() + " at " + System.getProperty("java.home"));
        boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
        fine &= line(
                out,
                compiler,
                "Compiler",
                compiler
                        ? "part of this Java"
                        : "this Java is a JRE without javac: install a JDK, version 17 or newer");
        boolean cores = host.cores() > 1;
        line(
                out,
                cores,
                "Cores",
                host.cores() + (cores ? "" : ": speedup cannot be measured on one core; those points stay pending"));
        fine &= temporaryFiles(out);
        new IsolationReport(IsolationOption.ladder(surroundings.environment()).climb())
                .lines()
                .forEach(each -> line(out, each.good(), each.title(), each.text()));
        boolean canaries = true;
        for (SelfTest.Answer answer : selfTest.run()) {
            line(out, answer.works(), answer.engine(), answer.what());
            canaries &= !answer.broken();
        }
        if (!canaries) {
            return ExitStatus.CANARY.code();
        }
        return (fine ? ExitStatus.GRADED : ExitStatus.OUR_BUG).code();
    }

    private static boolean temporaryFiles(PrintStream out) {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            Path file = Files.createTempFile("lockstep-", ".txt");
            Files.delete(file);
            return line(out, true, "Scratch", "files can be made in " + folder);
        } catch (IOException e) {
            return line(out, false, "Scratch", "no file can be made in " + folder + ": " + e.getMessage());
        }
    }

    private static boolean line(PrintStream out, boolean works, String what, String found) {
        out.printf("%-4s %-12s %s%n", works ? "ok" : "note", what, found);
        return works;
    }
}
