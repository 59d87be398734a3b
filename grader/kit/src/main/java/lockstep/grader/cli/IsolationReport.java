package lockstep.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lockstep.grader.worker.sandbox.Ladder.Tried;
import lockstep.grader.worker.sandbox.Rung;

/** What the doctor says about isolation: what is used, what is not possible and why, and how to get it. */
record IsolationReport(List<Tried> tried) {

    IsolationReport {
        tried = List.copyOf(tried);
    }

    /** A line of the doctor's. */
    record Line(boolean good, String title, String text) {}

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Tried first = tried.stream().filter(Tried::holds).findFirst().orElseThrow();
        Rung best = first.rung();
        lines.add(new Line(best.hidesFiles(), "Isolation", best.word() + ": " + holds(best)));
        if (best.hidesFiles() && !first.unfiltered().isEmpty()) {
            lines.add(new Line(false, "", "system calls are not filtered: " + first.unfiltered()));
        }
        if (!best.hidesFiles()) {
            for (Tried each : tried) {
                if (!each.holds()) {
                    lines.add(new Line(false, "", each.rung().word() + " is not possible: " + each.why()));
                }
            }
            lines.add(new Line(false, "", howToGetMore()));
        }
        return lines;
    }

    /** Returns what student code can do and cannot. */
    static String holds(Rung rung) {
        return switch (rung) {
            case BUBBLEWRAP, BUBBLEWRAP_AS_ROOT ->
                "student code sees Java, its own classes and an empty folder; no network, no other files or processes";
            case UNSHARE ->
                "student code has no network and sees no other processes, but can read every file that its user can read";
            case LIMITS ->
                "student code has limits on processes, memory, file size and time; files and network are open to it";
            case NONE ->
                "student code runs in processes of its own with limits on time, heap and output, but with your rights;"
                        + " grade code that you do not trust in a container or on a throw-away machine";
        };
    }

    private String howToGetMore() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!os.startsWith("linux")) {
            return (os.startsWith("windows")
                            ? "Windows has no such sandbox: grade in WSL 2"
                            : "macOS has no such sandbox: grade in a Linux container or virtual machine")
                    + " with bubblewrap installed.";
        }
        boolean missing = tried.stream().anyMatch(each -> each.why().startsWith("bwrap is not installed"));
        if (missing) {
            return "install Bubblewrap: apt-get install bubblewrap, dnf install bubblewrap, pacman -S bubblewrap, or"
                    + " apk add bubblewrap (with util-linux for prlimit).";
        }
        boolean restricted = tried.stream()
                .anyMatch(each -> each.why().contains("uid map")
                        || each.why().contains("Permission denied")
                        || each.why().contains("Operation not permitted")
                        || each.why().contains("No permissions to create"));
        return restricted
                ? "this system forbids user namespaces. Ubuntu 24.04: sudo sysctl -w"
                        + " kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for bwrap, or run the"
                        + " grader as root. In a container: run it with --security-opt seccomp=unconfined --cap-add"
                        + " SYS_ADMIN, or take the container itself for the sandbox and throw it away."
                : "the messages above say what stands in the way.";
    }
}
