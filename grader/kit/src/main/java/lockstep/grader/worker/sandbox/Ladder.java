package lockstep.grader.worker.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lockstep.grader.worker.sandbox.Tools.MissingToolException;
import org.jspecify.annotations.Nullable;

/** Finds out which rungs hold on this machine, by starting a JVM on them: whether a tool is there says little. */
public final class Ladder {

    private static final int PATIENCE_SECONDS = 20;

    private final Tools tools;

    private Ladder(Tools tools) {
        this.tools = tools;
    }

    /**
     * Returns the ladder of this machine.
     *
     * @param path the environment's PATH, or an empty text
     */
    public static Ladder ofThisMachine(String path) {
        return new Ladder(Tools.ofThisMachine(path));
    }

    /**
     * What came of trying a rung.
     *
     * @param why why it does not hold; empty where it does
     * @param unfiltered why system calls are not filtered on it; empty where they are
     */
    public record Tried(Rung rung, boolean holds, String why, String unfiltered) {
        static Tried failed(Rung rung, String why) {
            return new Tried(rung, false, why, why);
        }
    }

    /** Returns a sandbox on the best rung that holds, from the given one down. */
    public Sandbox best(Rung from) {
        for (Rung rung : Rung.values()) {
            if (rung.ordinal() >= from.ordinal()) {
                Tried tried = attempt(rung);
                if (tried.holds()) {
                    return new Sandbox(
                            rung, new Wrapping(tools, tried.unfiltered().isEmpty() ? filter() : null));
                }
            }
        }
        return Sandbox.none();
    }

    /** Tries all rungs. */
    public List<Tried> climb() {
        return Stream.of(Rung.values()).map(this::attempt).toList();
    }

    private Tried attempt(Rung rung) {
        if (rung == Rung.NONE) {
            return new Tried(rung, true, "", "nothing is");
        }
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return Tried.failed(rung, "only Linux has it");
        }
        // In a user namespace made by root the files stay root's own, and so does every right on them.
        if (tools.root() && rung == Rung.BUBBLEWRAP) {
            return Tried.failed(rung, "the grader runs as root, for which bwrap-root is meant");
        }
        if (!tools.root() && rung == Rung.BUBBLEWRAP_AS_ROOT) {
            return Tried.failed(rung, "the grader does not run as root");
        }
        SystemCallFilter filter = filter();
        if (!rung.hidesFiles() || filter == null) {
            Tried tried = attempt(rung, null);
            return new Tried(rung, tried.holds(), tried.why(), "no filter is known for it on this processor");
        }
        Tried filtered = attempt(rung, filter);
        if (filtered.holds()) {
            return filtered;
        }
        Tried unfiltered = attempt(rung, null);
        return new Tried(rung, unfiltered.holds(), unfiltered.why(), filtered.why());
    }

    private static @Nullable SystemCallFilter filter() {
        return SystemCallFilter.of(System.getProperty("os.arch")).orElse(null);
    }

    private Tried attempt(Rung rung, @Nullable SystemCallFilter filter) {
        try {
            return startOn(rung, filter);
        } catch (MissingToolException e) {
            return Tried.failed(rung, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return Tried.failed(rung, "it cannot be started: " + e.getMessage());
        }
    }

    private Tried startOn(Rung rung, @Nullable SystemCallFilter filter) throws IOException, MissingToolException {
        try (Scratch scratch = Scratch.open("lockstep-probe")) {
            List<Path> own = ownClassPath().stream().filter(Files::exists).toList();
            Box box = new Box(own, scratch.folder(), 64, 0);
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    String.join(
                            File.pathSeparator, own.stream().map(Path::toString).toList()),
                    SandboxCanary.class.getName(),
                    scratch.folder().toString(),
                    filter == null ? "unfiltered" : SandboxCanary.FILTERED);
            ProcessBuilder builder = new ProcessBuilder(new Wrapping(tools, filter).wrap(rung, box, java));
            builder.environment().clear();
            builder.environment().putAll(Wrapping.LOCALE);
            builder.directory(scratch.folder().toFile());
            return await(rung, builder.redirectErrorStream(true).start());
        }
    }

    private static Tried await(Rung rung, Process process) throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Tried.failed(rung, "a JVM did not start on it within " + PATIENCE_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readNBytes(4_000), StandardCharsets.UTF_8).strip();
            boolean holds = process.exitValue() == 0 && said.equals(SandboxCanary.WORD);
            String why = holds ? "" : said.isEmpty() ? "exit status " + process.exitValue() : firstLine(said);
            return new Tried(rung, holds, why, why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Tried.failed(rung, "the grader was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("at "))
                .findFirst()
                .orElse("")
                .replace("Exception in thread \"main\" java.io.IOException: ", "");
    }

    /** Leaves of an environment what a JVM below the grader needs, whatever the grader's own is. */
    public static void reduce(Map<String, String> environment) {
        // Windows cannot start a JVM without it; everything else may hold what is none of a submission's business.
        environment.keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
        environment.putAll(Wrapping.LOCALE);
    }

    /** Returns the environment in which a JVM can name every file. */
    public static Map<String, String> locale() {
        return Wrapping.LOCALE;
    }

    /** Returns what this JVM's class path names. */
    public static List<Path> ownClassPath() {
        List<Path> own = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                own.add(Path.of(entry).toAbsolutePath());
            }
        }
        return own;
    }
}
