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
import lockstep.engine.search.BenignRaces;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

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
            fault.threads().forEach(thread -> lines.add(stuck(thread)));
        }
    }

    private void race(RacePair race, List<String> lines) {
        lines.add("Data race on " + name(race.variable()) + ": nothing orders these two (JLS 17.4.5).");
        lines.add(access(race.first()));
        lines.add(access(race.second()));
    }

    private String access(Access access) {
        return columns(access.threadName(), access.write() ? "writes" : "reads", place(access.site()));
    }

    private String stuck(StuckThread thread) {
        String wait = thread.waitsFor() == null ? "is spinning" : "waits for " + text(thread.waitsFor());
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
            lines.add(columns(step.threadName(), step.event().accept(new Action()), place(step.site())));
        }
    }

    /** What a thread does where it meets no other is left out. */
    private static boolean matters(ExecutionResult failure, TraceStep step) {
        return step.event().lock() != null || step.site() < 0 || failure.isMeetingPlace(step.site());
    }

    private static String name(SharedVariable variable) {
        return variable.isElement() ? "element " + variable.key() : variable.owner() + "." + variable.key();
    }

    private static String name(@Nullable Lock lock) {
        String holder = lock == null || lock.field() == null ? "" : " in " + lock.field();
        return lock == null ? "a lock" : (lock.isMonitor() ? "the monitor of " : "") + lock.type() + holder;
    }

    private static String text(Awaited awaited) {
        return switch (awaited.kind()) {
            case MONITOR, SYNCHRONISER -> name(awaited.lock());
            case NOTIFICATION -> "a notify on " + name(awaited.lock());
            case SIGNAL -> "a signal on " + name(awaited.lock());
            case PERMIT -> "a permit";
            case SLEEP -> "the end of its sleep";
            case THREAD_END -> "the end of " + awaited.thread();
            case INITIALISATION -> "the initialisation of " + name(awaited.lock());
            case REST -> "the rest of all others";
        };
    }

    /** What a thread does, in words. */
    private static final class Action implements Event.Visitor<String> {

        private static String access(String verb, SharedVariable variable, @Nullable Value value) {
            String name = variable.isElement() ? "element " + variable.key() : variable.key();
            return verb + " " + name + (value == null ? "" : " = " + value.text());
        }

        @Override
        public String read(Event.Read event) {
            return access("read", event.variable(), event.value());
        }

        @Override
        public String write(Event.Write event) {
            return access("write", event.variable(), event.value());
        }

        @Override
        public String acquire(Event.Acquire event) {
            return "acquire " + name(event.lock());
        }

        @Override
        public String release(Event.Release event) {
            return "release " + name(event.lock());
        }

        @Override
        public String await(Event.Wait event) {
            return "wait on " + name(event.lock());
        }

        @Override
        public String returned(Event.Return event) {
            return "return from wait on " + name(event.lock());
        }

        @Override
        public String notified(Event.Notify event) {
            return (event.lock().isMonitor() ? "notify" : "signal") + (event.all() ? "All" : "") + " on "
                    + name(event.lock());
        }

        @Override
        public String block(Event.Block event) {
            return "wait for " + text(event.awaited());
        }

        @Override
        public String wakeUp(Event.WakeUp event) {
            return "wake up for no reason";
        }

        @Override
        public String expire(Event.Expire event) {
            return event.isLate() ? "goes on only after its time-out" : "a time-out expires";
        }

        @Override
        public String call(Event.Call event) {
            return "call " + event.operation().simpleOwner() + "."
                    + event.operation().name() + "()";
        }

        @Override
        public String thrown(Event.Throw event) {
            return "throw an exception";
        }

        @Override
        public String start(Event.Start event) {
            return "start " + event.other();
        }

        @Override
        public String join(Event.Join event) {
            return "join " + event.other();
        }

        @Override
        public String interrupt(Event.Interrupt event) {
            return "interrupt " + event.other();
        }

        @Override
        public String end(Event.End event) {
            return "end by " + event.thrown();
        }
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
