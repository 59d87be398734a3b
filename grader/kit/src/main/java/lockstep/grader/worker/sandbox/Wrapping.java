package lockstep.grader.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.worker.sandbox.Tools.MissingToolException;
import org.jspecify.annotations.Nullable;

/** The command lines of each rung. The caller's environment must be empty already: Bubblewrap's own stays readable. */
final class Wrapping {

    /** Without a locale a JVM on Linux can open no file whose name is beyond ASCII, such as a class's. */
    static final Map<String, String> LOCALE = Map.of("LC_ALL", "C.UTF-8");

    private static final long FILE_BYTES = 64L << 20;
    private static final long SCRATCH_BYTES = 64L << 20;
    private static final int MOST_FILES_OPEN = 1_024;
    private static final int MOST_TASKS = 1_024;

    /** Deadlines by the clock come long before; this is for what outlives them. */
    private static final int CPU_SECONDS = 900;

    /** Where the dynamic linker, the C library and Java's own settings are; nothing in them is anybody's secret. */
    private static final List<String> SYSTEM = List.of(
            "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/pki/java");

    private final Tools tools;
    private final @Nullable SystemCallFilter filter;

    /**
     * Wraps commands.
     *
     * @param filter what Bubblewrap is to filter system calls by, if it is to
     */
    Wrapping(Tools tools, @Nullable SystemCallFilter filter) {
        this.tools = tools;
        this.filter = filter;
    }

    boolean filtersSystemCalls() {
        return filter != null;
    }

    /** Returns the command that runs the given one on a rung; throws if a program for it is missing. */
    List<String> wrap(Rung rung, Box box, List<String> command) throws MissingToolException, IOException {
        List<String> whole = new ArrayList<>();
        switch (rung) {
            case BUBBLEWRAP -> {
                whole.addAll(bubblewrap(box, List.of("--unshare-user", "--disable-userns", "--cap-drop", "ALL")));
                whole.addAll(limits(box, true));
            }
            case BUBBLEWRAP_AS_ROOT -> {
                whole.addAll(bubblewrap(
                        box,
                        List.of(
                                "--cap-drop",
                                "ALL",
                                "--cap-add",
                                "CAP_SETUID",
                                "--cap-add",
                                "CAP_SETGID",
                                "--cap-add",
                                "CAP_SETPCAP",
                                "--cap-add",
                                "CAP_SYS_RESOURCE")));
                whole.addAll(limits(box, false));
                whole.addAll(asNobody(box));
            }
            case UNSHARE -> {
                whole.addAll(namespaces());
                whole.addAll(limits(box, true));
                whole.addAll(asNobodyIfRoot(box));
            }
            case LIMITS -> {
                whole.addAll(limits(box, true));
                whole.addAll(asNobodyIfRoot(box));
            }
            case NONE -> {
                // As it is.
            }
        }
        whole.addAll(command);
        return whole;
    }

    private List<String> bubblewrap(Box box, List<String> rights) throws MissingToolException, IOException {
        List<String> all = new ArrayList<>(filtered(box, tools.need("bwrap")));
        all.addAll(List.of(
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--hostname",
                "grader",
                "--clearenv",
                // Without it the C library reserves memory for each thread that a limit then counts.
                "--setenv",
                "MALLOC_ARENA_MAX",
                "2"));
        LOCALE.forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
        all.addAll(rights);
        Set<Path> files = new LinkedHashSet<>();
        for (String each : SYSTEM) {
            files.add(Path.of(each));
        }
        javaSettings(files);
        files.add(Path.of(System.getProperty("java.home")));
        files.add(Path.of(System.getProperty("java.home")).toRealPath());
        files.add(Path.of(tools.need("prlimit")));
        if (rights.contains("CAP_SETUID")) {
            files.add(Path.of(tools.need("setpriv")));
        }
        files.addAll(box.readable());
        List<Path> mounted =
                files.stream().filter(Files::exists).map(Path::toAbsolutePath).toList();
        all.addAll(parents(mounted, box.scratch()));
        for (Path each : mounted) {
            all.addAll(List.of("--ro-bind", each.toString(), each.toString()));
        }
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        all.addAll(
                List.of("--size", "4096", "--tmpfs", "/dev/shm", "--remount-ro", "/dev/shm", "--remount-ro", "/dev"));
        String scratch = box.scratch().toString();
        all.addAll(List.of("--perms", "1777", "--size", Long.toString(SCRATCH_BYTES), "--tmpfs", scratch));
        all.addAll(List.of("--chdir", scratch, "--remount-ro", "/", "--"));
        return all;
    }

    /** Bubblewrap reads the filter from an open file, which {@link ProcessBuilder} cannot hand on. */
    private List<String> filtered(Box box, String bubblewrap) throws MissingToolException, IOException {
        if (filter == null) {
            return List.of(bubblewrap);
        }
        // Out of student code's sight: inside, the scratch folder is an empty one.
        Path file = Files.write(box.scratch().resolve("system-calls"), filter.program());
        String script = "program=$1; shift; exec \"$@\" 9<\"$program\"";
        return List.of(tools.need("sh"), "-c", script, "sh", file.toString(), bubblewrap, "--seccomp", "9");
    }

    /** Debian keeps Java's settings below /etc, and the JVM has links there. */
    private static void javaSettings(Set<Path> files) throws IOException {
        try (Stream<Path> settings = Files.list(Path.of("/etc"))) {
            settings.filter(each -> each.getFileName().toString().startsWith("java"))
                    .sorted()
                    .forEach(files::add);
        }
        files.add(Path.of("/etc/ssl/certs/java"));
    }

    /** Folders that Bubblewrap makes by itself can be entered by root only. */
    private static List<String> parents(List<Path> mounted, Path scratch) {
        Set<Path> folders = new LinkedHashSet<>();
        Stream.concat(mounted.stream(), Stream.of(scratch)).forEach(path -> {
            List<Path> above = new ArrayList<>();
            for (Path each = path.getParent(); each != null && each.getNameCount() > 0; each = each.getParent()) {
                above.add(0, each);
            }
            above.stream()
                    .filter(each -> mounted.stream().noneMatch(each::startsWith))
                    .forEach(folders::add);
        });
        List<String> options = new ArrayList<>();
        folders.forEach(each -> options.addAll(List.of("--perms", "755", "--dir", each.toString())));
        return options;
    }

    private List<String> namespaces() throws MissingToolException {
        List<String> all = new ArrayList<>(List.of(tools.need("unshare")));
        if (!tools.root()) {
            all.addAll(List.of("--user", "--map-root-user"));
        }
        all.addAll(
                List.of("--net", "--ipc", "--uts", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--"));
        // A new network has a loopback interface, but it is down. Bubblewrap brings its own up.
        all.addAll(List.of(tools.need("sh"), "-c", tools.need("ip") + " link set lo up && exec \"$@\"", "sh"));
        return all;
    }

    /**
     * Limits each process.
     *
     * @param shared whether the user may have other processes, which the kernel may count, too
     */
    private List<String> limits(Box box, boolean shared) throws MissingToolException {
        int tasks = MOST_TASKS + (shared ? tasksOfThisMachine() : 0);
        return List.of(
                tools.need("prlimit"),
                "--nproc=" + tasks,
                "--data=" + box.dataBytes(),
                "--fsize=" + FILE_BYTES,
                "--cpu=" + CPU_SECONDS,
                "--core=0",
                "--nofile=" + MOST_FILES_OPEN,
                "--memlock=65536",
                "--");
    }

    private static int tasksOfThisMachine() {
        try {
            // 0.20 0.18 0.12 1/80 11206: running tasks of all tasks
            String[] words = Files.readString(Path.of("/proc/loadavg")).split("[ /]");
            return Integer.parseInt(words[4]);
        } catch (IOException | RuntimeException e) {
            return 4_096;
        }
    }

    private List<String> asNobodyIfRoot(Box box) throws MissingToolException, IOException {
        if (!tools.root()) {
            return tools.find("setpriv")
                    .map(setpriv -> List.of(setpriv.toString(), "--no-new-privs", "--pdeathsig", "KILL"))
                    .orElse(List.of());
        }
        Files.setAttribute(box.scratch(), "unix:uid", box.user());
        return asNobody(box);
    }

    private List<String> asNobody(Box box) throws MissingToolException {
        String user = Integer.toString(box.user());
        return List.of(
                tools.need("setpriv"),
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs",
                "--pdeathsig",
                "KILL");
    }
}
