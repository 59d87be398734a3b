package lockstep.grader.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.classroom.Shard;
import lockstep.grader.typo.Nearest;
import lockstep.grader.verdict.CheckKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say who grades which part of a class, and where. */
final class PartOptions {

    private static final String SLURM = "slurm";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Grade the I-th of N parts of the class and keep what comes of it in REPORT, beside others who grade"
                            + " other parts: on a file system that all share, or each in a copy of REPORT whose folder"
                            + " .lockstep is carried. Writes no report: see --collect.")
    private @Nullable String shard;

    @Option(
            names = "--collect",
            description =
                    "Grade nothing; write the report and the gradebooks of what is there, and say what is missing.")
    private boolean collect;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Ask checks of these kinds only: structure, correctness, race, speedup. The others stay"
                    + " pending. Without speedup a part needs one core only.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--on",
            paramLabel = "CLUSTER",
            description =
                    "Have a cluster grade the class: slurm. DIR, REPORT and the kit have to lie where all nodes see"
                            + " them. The same command attaches again to what it has begun.")
    private @Nullable String on;

    @Option(names = "--nodes", paramLabel = "N", description = "With --on: how many tasks at most run at a time.")
    private @Nullable Integer nodes;

    @Option(
            names = "--slurm",
            paramLabel = "OPTIONS",
            description = "With --on slurm: more options for sbatch, for instance --slurm"
                    + " \"--partition=teaching --time=30\".")
    private String slurm = "";

    /** What is asked for: all of it here, a part of it, only the report, or all of it elsewhere. */
    sealed interface Task {}

    /** The class is graded here. */
    record Whole() implements Task {}

    /** A part of it is. */
    record Part(Shard shard) implements Task {}

    /** The report is written of what is there. */
    record Collect() implements Task {}

    /**
     * A cluster grades it.
     *
     * @param nodes how many tasks at most run at a time, or null
     * @param options for sbatch
     */
    record Cluster(@Nullable Integer nodes, List<String> options) implements Task {}

    Task task() {
        int asked = (shard == null ? 0 : 1) + (collect ? 1 : 0) + (on == null ? 0 : 1);
        if (asked > 1) {
            throw refuse("one of --shard, --collect and --on expected, found several");
        }
        if (on == null && (nodes != null || !slurm.isBlank())) {
            throw refuse("--nodes and --slurm say how --on slurm is done, and it is not asked for");
        }
        if (shard != null) {
            return new Part(Shard.parse(shard)
                    .orElseThrow(
                            () -> refuse("--shard: a part such as 2/8, which is the second of eight, expected, found \""
                                    + shard + "\"")));
        }
        if (on == null) {
            return collect ? new Collect() : new Whole();
        }
        if (!on.equals(SLURM)) {
            throw refuse("--on: slurm expected, found \"" + on + "\"");
        }
        if (nodes != null && nodes < 1) {
            throw refuse("--nodes: a number from 1 expected, found " + nodes);
        }
        return new Cluster(
                nodes, slurm.isBlank() ? List.of() : List.of(slurm.strip().split("\\s+")));
    }

    Set<CheckKind> kinds() {
        if (kinds.isEmpty()) {
            return EnumSet.allOf(CheckKind.class);
        }
        Set<CheckKind> asked = EnumSet.noneOf(CheckKind.class);
        for (String word : kinds) {
            List<String> words =
                    Arrays.stream(CheckKind.values()).map(CheckKind::word).toList();
            asked.add(Arrays.stream(CheckKind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> refuse("--kinds: one of " + String.join(", ", words) + " expected, found \""
                            + word + "\"" + Nearest.suggestion(word, words))));
        }
        return asked;
    }

    /** Returns the arguments without what is for the one who shares out the parts. */
    static List<String> ofPart(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (List.of("--on", "--nodes", "--slurm").contains(name)) {
                i++;
            } else if (!name.matches("(?s)--(on|nodes|slurm)=.*")) {
                kept.add(name);
            }
        }
        return kept;
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
