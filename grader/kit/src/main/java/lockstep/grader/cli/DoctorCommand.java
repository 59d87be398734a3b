package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import lockstep.grader.cluster.Slurm;
import lockstep.grader.cluster.SlurmException;
import lockstep.grader.language.Language;
import lockstep.grader.report.Runner;
import lockstep.grader.report.render.Columns;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells whether this machine can grade, and what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this machine: Java, cores, isolation, and whether the grading engines work here.")
final class DoctorCommand implements Callable<Integer> {

    /** What an exercise's classes may take. */
    private static final int SOME_BYTES = 4 * 1024 * 1024;

    private final Surroundings surroundings;
    private final SelfTest selfTest;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--on",
            paramLabel = "CLUSTER",
            description = "Look at a node of each kind of a cluster: slurm. The kit has to lie where the nodes see it.")
    private @Nullable String on;

    DoctorCommand(Surroundings surroundings, SelfTest selfTest) {
        this.surroundings = surroundings;
        this.selfTest = selfTest;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (on != null) {
            if (!on.equals("slurm")) {
                throw new ParameterException(command.commandLine(), "--on: slurm expected, found \"" + on + "\"");
            }
            return onSlurm();
        }
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
                        : "this Java is a JRE, without javac: nothing can be graded. Install a JDK, version 17 or newer,"
                                + " and have JAVA_HOME or PATH name it");
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

    private int onSlurm() throws InterruptedException {
        PrintStream out = surroundings.streams().out();
        List<String> doctor = OwnCommand.of(surroundings.home(), List.of("doctor"));
        boolean fine = true;
        try (Scratch scratch = Scratch.open("lockstep-doctor")) {
            Slurm slurm = new Slurm(scratch.folder());
            for (Slurm.NodeKind kind : slurm.nodeKinds()) {
                out.println(kind.count() + (kind.count() == 1 ? " node" : " nodes") + " with " + kind.cores()
                        + (kind.cores() == 1 ? " core" : " cores")
                        + (kind.features().matches("|\\(null\\)") ? "" : ", " + kind.features()) + "; " + kind.node()
                        + " says:");
                try {
                    out.println(slurm.on(kind.node(), doctor)
                            .stripTrailing()
                            .indent(2)
                            .stripTrailing());
                } catch (SlurmException e) {
                    fine = false;
                    out.println("  note " + String.valueOf(e.getMessage()).replace("; ", "\n       "));
                }
            }
        } catch (SlurmException e) {
            surroundings.streams().err().println("grade: " + e.getMessage());
            return ExitStatus.UNUSABLE_INPUT.code();
        }
        return (fine ? ExitStatus.GRADED : ExitStatus.OUR_BUG).code();
    }

    private boolean temporaryFiles(PrintStream out) {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            Path file = Files.createTempFile("lockstep-", ".txt");
            try {
                Files.write(file, new byte[SOME_BYTES]);
            } finally {
                Files.delete(file);
            }
            return line(out, true, "Scratch", "files can be written in " + folder);
        } catch (IOException e) {
            return line(out, false, "Scratch", "no file can be written in " + folder + ": " + e.getMessage());
        }
    }

    private boolean line(PrintStream out, boolean works, String what, String found) {
        Language language = surroundings.language();
        String sign = Columns.pad(language.say(works ? "ok" : "note"), 4, false);
        out.println(sign + " " + Columns.pad(language.say(what), 12, false) + " " + language.say(found));
        return works;
    }
}
