package lockstep.engine;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.control.Access;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.Line;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.engine.control.TraceStep;
import lockstep.engine.search.BenignRaces;

/** What a search found, in words for people: the one place of the engine where they are made. */
final class ResultText {

    /** Of a longer order, the end is shown: a bug of four accesses takes less (Lu et al., ASPLOS 2008). */
    private static final int MOST_STEPS = 60;

    private final Sites sites;
    private final SearchResult result;

    ResultText(Sites sites, SearchResult result) {
        this.sites = sites;
        this.result = result;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        ExecutionResult failure = result.failure();
        if (failure != null) {
            whatIsWrong(failure, lines);
            lines.add("The order, up to there:");
            order(failure, lines);
        } else {
            String why = result.notControlled();
            lines.add(why == null ? "No order that was tried fails." : "Not controlled: " + why + ".");
        }
        lines.add(coverage());
        return String.join("\n", lines);
    }

    private void whatIsWrong(ExecutionResult failure, List<String> lines) {
        Fault fault = failure.fault();
        if (fault == null) {
            failure.races().stream().filter(BenignRaces::matters).findFirst().ifPresent(race -> race(race, lines));
        } else if (fault instanceof Fault.Thrown thrown) {
            lines.add("Fails in one order: " + thrown.thrown());
        } else {
            lines.add(
                    result.found() == SearchResult.Found.DEADLOCK
                            ? "Deadlock in one order: each thread waits, and none can go on."
                            : "Livelock in one order: what a thread asks for again and again does not come.");
            threadsOf(fault).forEach(thread -> lines.add(stuck(thread)));
        }
    }

    private static List<StuckThread> threadsOf(Fault fault) {
        if (fault instanceof Fault.Stuck stuck) {
            return stuck.threads();
        }
        return fault instanceof Fault.NoProgress livelock ? livelock.threads() : List.of();
    }

    private void race(RacePair race, List<String> lines) {
        lines.add("Data race on " + race.variable().name() + ": nothing orders these two (JLS 17.4.5).");
        lines.add(access(race.first()));
        lines.add(access(race.second()));
    }

    private String access(Access access) {
        return columns(access.threadName(), access.write() ? "writes" : "reads", place(access.site()));
    }

    private String stuck(StuckThread thread) {
        String wait = thread.waitsFor() == null ? "is spinning" : "waits for " + thread.waitsFor();
        String held = thread.heldBy() == null ? "" : ", held by " + thread.heldBy();
        String since = thread.heldSince() < 0 ? "" : " since " + place(thread.heldSince());
        return columns(thread.name(), wait + held + since, "");
    }

    private void order(ExecutionResult failure, List<String> lines) {
        List<TraceStep> steps =
                failure.trace().stream().filter(step -> matters(failure, step)).toList();
        int leftOut = Math.max(0, steps.size() - MOST_STEPS);
        if (leftOut > 0) {
            lines.add("  (" + leftOut + " steps before)");
        }
        for (TraceStep step : steps.subList(leftOut, steps.size())) {
            lines.add(columns(step.threadName(), action(step), place(step.site())));
        }
    }

    /** What a thread does where it meets no other is left out. */
    private static boolean matters(ExecutionResult failure, TraceStep step) {
        return step.lock() != null || step.site() < 0 || failure.isMeetingPlace(step.site());
    }

    private static String action(TraceStep step) {
        TraceStep.Lock lock = step.lock();
        String what = lock == null || step.action().contains(lock.name()) ? "" : " (" + lock.name() + ")";
        return step.action() + what + (step.value() == null ? "" : " = " + step.value());
    }

    /** In the form of a stack trace, which tools turn into a link. */
    private String place(int number) {
        Site site = sites.at(number);
        Line line = site.line();
        return line == null ? "" : "at " + site.method() + "(" + fileName(line) + ":" + line.number() + ")";
    }

    private static String fileName(Line line) {
        return line.file().substring(line.file().lastIndexOf('/') + 1);
    }

    private static String columns(String thread, String action, String place) {
        return String.format("  %-8s %-44s %s", thread, action, place).stripTrailing();
    }

    private String coverage() {
        SearchResult.Coverage coverage = result.coverage();
        String all = coverage.exhausted() ? "these are all, but for those that lead to a visited state" : "not all";
        return counted(coverage.interleavings(), "order") + " tried (" + all + "), " + counted(coverage.steps(), "step")
                + ".";
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
