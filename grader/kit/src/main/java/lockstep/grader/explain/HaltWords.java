package lockstep.grader.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import lockstep.engine.control.Fault;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.grader.probe.AwaitedWords;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Says which threads wait for what when an execution does not go on. */
final class HaltWords {

    private final Sites sites;

    HaltWords(Sites sites) {
        this.sites = sites;
    }

    Finding stuck(List<StuckThread> threads) {
        List<StuckThread> waiting =
                threads.stream().filter(thread -> thread.waitsFor() != null).toList();
        List<String> cycle = cycle(waiting);
        List<String> phrases = new ArrayList<>();
        for (StuckThread thread : waiting) {
            if (cycle.isEmpty() ? !isOutside(thread) : cycle.contains(thread.name())) {
                phrases.add(phrase(thread));
            }
        }
        if (phrases.isEmpty()) {
            waiting.forEach(thread -> phrases.add(phrase(thread)));
        }
        String message = (cycle.isEmpty() ? "No thread can go on: " : "Deadlock: ") + String.join("; ", phrases) + ".";
        return new Finding(message, null, firstLine(waiting), List.of(evidence(message, threads, cycle)));
    }

    private static boolean isOutside(StuckThread thread) {
        return SubmissionFrames.topmost(thread.stack().toArray(StackTraceElement[]::new))
                .isEmpty();
    }

    private String phrase(StuckThread thread) {
        String holder = thread.heldBy();
        SourceLocation line = line(thread);
        return thread.name() + " waits for " + waitsFor(thread)
                + (line == null ? "" : " in line " + line.line())
                + (holder == null
                        ? ""
                        : holder.equals(thread.name())
                                ? ", which it holds itself"
                                : ", which " + holder + " holds" + since(thread));
    }

    private static @Nullable String waitsFor(StuckThread thread) {
        return thread.waitsFor() == null ? null : AwaitedWords.of(thread.waitsFor());
    }

    private String since(StuckThread thread) {
        SourceLocation line = Places.line(sites.at(thread.heldSince()));
        return line == null ? "" : " since line " + line.line();
    }

    Finding spinning(List<StuckThread> threads) {
        StuckThread first = threads.stream()
                .filter(thread -> thread.waitsFor() == null)
                .findFirst()
                .orElse(threads.get(0));
        SourceLocation line = line(first);
        String message = first.name() + " goes round in circles" + (line == null ? "" : " at line " + line.line())
                + ": what it waits for cannot come any more.";
        return new Finding(message, null, line, List.of(evidence(message, threads, List.of())));
    }

    Finding livelock(Fault.Livelock livelock) {
        List<SourceLocation> lines = livelock.round().stream()
                .map(turn -> Places.line(sites.at(turn.site())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> threads = livelock.round().stream()
                .map(Fault.Turn::thread)
                .distinct()
                .sorted()
                .toList();
        String where = lines.stream()
                .map(SourceLocation::line)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        String message = "Livelock: " + String.join(" and ", threads)
                + " undo or repeat for ever what each other does"
                + (where.isEmpty() ? "" : ", in lines " + where) + ", and none of them gets any further.";
        SourceLocation first = lines.isEmpty() ? null : lines.get(0);
        return new Finding(message, null, first, List.of(evidence(message, livelock.threads(), List.of())));
    }

    private static @Nullable SourceLocation firstLine(List<StuckThread> threads) {
        return threads.stream()
                .map(HaltWords::line)
                .filter(line -> line != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SourceLocation line(StuckThread thread) {
        return SubmissionFrames.topmost(thread.stack().toArray(StackTraceElement[]::new))
                .orElse(null);
    }

    private static Evidence.StuckThreads evidence(String what, List<StuckThread> threads, List<String> cycle) {
        // That the scenario's own part waits for the others says nothing.
        List<Evidence.Stuck> stuck = threads.stream()
                .filter(thread -> threads.size() == 1 || !thread.name().equals("main"))
                .map(thread -> new Evidence.Stuck(
                        thread.name(),
                        thread.state().name(),
                        waitsFor(thread),
                        thread.heldBy(),
                        line(thread),
                        frames(thread)))
                .toList();
        return new Evidence.StuckThreads(what, stuck, cycle);
    }

    private static List<String> frames(StuckThread thread) {
        return thread.stack().stream()
                .filter(frame -> !frame.getClassName().startsWith("lockstep.grader.")
                        && !frame.getClassName().startsWith("lockstep.engine.")
                        && !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .map(Throwables::original)
                .map(String::valueOf)
                .toList();
    }

    /** Follows the holders until a thread comes again. */
    private static List<String> cycle(List<StuckThread> threads) {
        for (StuckThread start : threads) {
            List<String> path = new ArrayList<>();
            StuckThread at = start;
            while (at != null && !path.contains(at.name())) {
                path.add(at.name());
                at = byName(threads, at.heldBy());
            }
            if (at != null) {
                return path.subList(path.indexOf(at.name()), path.size());
            }
        }
        return List.of();
    }

    private static @Nullable StuckThread byName(List<StuckThread> threads, @Nullable String name) {
        return threads.stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
