package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lockstep.grader.typo.Nearest;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Rung;
import lockstep.grader.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says in what student code is locked up. */
final class IsolationOption {

    private static final String AUTO = "auto";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--isolation",
            paramLabel = "MODE",
            defaultValue = AUTO,
            description =
                    "What student code is locked up in: auto (the best that works here), bwrap, unshare, rlimits or"
                            + " none. A class is not graded below bwrap unless another mode is named here. See: ./grade"
                            + " doctor. Default: ${DEFAULT-VALUE}.")
    private String mode = AUTO;

    /** Returns the sandbox asked for; it is looked for in the background, as nobody needs it before the first worker. */
    Supplier<Sandbox> sandbox(Map<String, String> environment) {
        Rung named = named();
        if (named == null) {
            return inBackground(environment);
        }
        Sandbox sandbox =
                named == Rung.NONE ? Sandbox.none() : ladder(environment).best(named);
        if (!sandbox.rung().isAtLeast(named)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--isolation: " + mode + " does not work on this machine; ./grade doctor says why");
        }
        return () -> sandbox;
    }

    /**
     * Returns a sandbox that hides files, as code of many strangers wants; anything less must be asked for by name.
     *
     * @param err is told what such a lesser one does not hold
     */
    Supplier<Sandbox> sandboxForMany(Map<String, String> environment, PrintStream err) {
        Supplier<Sandbox> sandbox = sandbox(environment);
        if (sandbox.get().rung().hidesFiles()) {
            return sandbox;
        }
        if (named() == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "the code of a class is not run below the isolation bwrap, and the best that works here is "
                            + sandbox.get().rung().word()
                            + "; ./grade doctor says how to get more. To go on all the same,"
                            + " say --isolation " + sandbox.get().rung().word());
        }
        err.println("warning: --isolation " + mode + ": "
                + IsolationReport.holds(sandbox.get().rung()));
        return sandbox;
    }

    /** Returns the best sandbox that works here, looked for once. */
    static Supplier<Sandbox> inBackground(Map<String, String> environment) {
        CompletableFuture<Sandbox> found = new CompletableFuture<>();
        Thread search = new Thread(
                () -> {
                    try {
                        found.complete(ladder(environment).best(Rung.BUBBLEWRAP));
                    } catch (RuntimeException e) {
                        found.completeExceptionally(e);
                    }
                },
                "isolation");
        search.setDaemon(true);
        search.start();
        return found::join;
    }

    /** Returns the same, not looked for before somebody asks. */
    static Supplier<Sandbox> whenAsked(Map<String, String> environment) {
        AtomicReference<@Nullable Supplier<Sandbox>> search = new AtomicReference<>();
        return () -> {
            if (search.get() == null) {
                search.compareAndSet(null, inBackground(environment));
            }
            return Objects.requireNonNull(search.get()).get();
        };
    }

    static Ladder ladder(Map<String, String> environment) {
        return Ladder.ofThisMachine(environment.getOrDefault("PATH", ""));
    }

    private @Nullable Rung named() {
        if (mode.equals(AUTO)) {
            return null;
        }
        List<String> words = Arrays.stream(Rung.values()).map(Rung::word).toList();
        return Arrays.stream(Rung.values())
                .filter(rung -> rung.word().equals(mode))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--isolation: auto, " + String.join(", ", words) + " expected, found \"" + mode + "\""
                                + Nearest.suggestion(mode, words)));
    }
}
