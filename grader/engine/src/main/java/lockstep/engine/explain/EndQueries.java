package lockstep.engine.explain;

import java.util.List;
import java.util.Optional;
import lockstep.engine.control.Access;
import lockstep.engine.control.RacePair;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/** Finds threads that do not wait for the end of what they have started, or only guess how long it takes. */
final class EndQueries {

    private final TracedExecution execution;
    private final List<TraceStep> steps;

    EndQueries(TracedExecution execution) {
        this.execution = execution;
        this.steps = execution.steps();
    }

    /** Returns why a thread reads what another one, which it has started, may still write; or null. */
    @Nullable
    Diagnosis unawaited(RacePair race) {
        Access reader = race.first().write() ? race.second() : race.first();
        Access writer = reader == race.first() ? race.second() : race.first();
        if (!reader.threadName().equals(execution.starterOf(writer.threadName())) || execution.changes(reader)) {
            return null;
        }
        int from = startOf(writer.threadName());
        List<TraceStep> between = steps.subList(from, Math.max(from, Math.min(reader.order(), steps.size()))).stream()
                .filter(step -> step.thread() == reader.thread())
                .toList();
        BugPattern guess = guess(between);
        if (guess == null && isHeldUp(reader, between)) {
            return null;
        }
        return Diagnosis.at(reader.site(), guess == null ? BugPattern.MISSING_JOIN : guess, reader.threadName())
                .about(race.variable())
                .onlyIf(between.stream().noneMatch(this::learns));
    }

    private int startOf(String thread) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).event() instanceof Event.Start start
                    && start.other().equals(thread)) {
                return i;
            }
        }
        return 0;
    }

    /** Returns what stands for waiting in these steps of one thread: the last sleep or expired time-out; null for none. */
    private static @Nullable BugPattern guess(List<TraceStep> steps) {
        BugPattern guess = null;
        Awaited awaited = null;
        for (TraceStep step : steps) {
            if (step.event() instanceof Event.Block block) {
                awaited = block.awaited();
                guess = awaited.kind() == Awaited.Kind.SLEEP ? BugPattern.SLEEP_FOR_JOIN : guess;
            } else if (step.event() instanceof Event.Expire expire && !expire.isLate() && awaited != null) {
                guess = guessOf(awaited);
            }
        }
        return guess;
    }

    private static @Nullable BugPattern guessOf(Awaited awaited) {
        return switch (awaited.kind()) {
            case SLEEP -> BugPattern.SLEEP_FOR_JOIN;
            case NOTIFICATION, SIGNAL, PERMIT, THREAD_END -> BugPattern.TIME_OUT_IGNORED;
            // Of a lock, a refusal is to blame and not the time.
            case SYNCHRONISER -> awaited.isForLock() ? null : BugPattern.TIME_OUT_IGNORED;
            case MONITOR, INITIALISATION, REST -> null;
        };
    }

    /** Whether the reader has waited, or was to, and an interrupt may have ended that. */
    private boolean isHeldUp(Access reader, List<TraceStep> between) {
        return between.stream().anyMatch(step -> step.event() instanceof Event.Block)
                || steps.stream()
                        .anyMatch(step -> step.event() instanceof Event.Interrupt interrupt
                                && interrupt.other().equals(reader.threadName()));
    }

    /** Whether a step may have told the thread something about others. */
    private boolean learns(TraceStep step) {
        return step.event() instanceof Event.Read read && read.variable().isOrdering()
                || step.event() instanceof Event.Call call && call.operation().keepsApart();
    }

    /** Returns an actor that has waited for nothing while none of the threads that it has started took a step; or null. */
    @Nullable
    Diagnosis neverAwaited() {
        for (TraceStep step : steps) {
            if (step.event() instanceof Event.Start
                    && step.thread() != TracedExecution.MAIN
                    && isAwaitedByNobody(step)) {
                return Diagnosis.at(step.site(), BugPattern.MISSING_JOIN, step.threadName());
            }
        }
        return null;
    }

    private boolean isAwaitedByNobody(TraceStep start) {
        return steps.stream()
                .noneMatch(step -> step.thread() == start.thread()
                                && (step.event() instanceof Event.Block || step.event() instanceof Event.Join)
                        || start.threadName().equals(execution.starterOf(step.threadName()))
                        || step.event() instanceof Event.Interrupt);
    }

    /** Returns the wait that has ended by its time-out while another thread had still to come to what it does; or null. */
    @Nullable
    Diagnosis timeOut() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            TraceStep expired = steps.get(i);
            if (expired.event() instanceof Event.Expire expire && !expire.isLate()) {
                Optional<TraceStep> block = lastBlock(expired.thread(), i);
                BugPattern guess =
                        block.map(step -> guess(List.of(step, expired))).orElse(null);
                return guess == null || !othersGoOn(expired, i, guess == BugPattern.SLEEP_FOR_JOIN)
                        ? null
                        : Diagnosis.at(block.orElseThrow().site(), guess, expired.threadName());
            }
        }
        return null;
    }

    private Optional<TraceStep> lastBlock(int thread, int before) {
        return steps.subList(0, before).stream()
                .filter(step -> step.thread() == thread && step.event() instanceof Event.Block)
                .reduce((earlier, later) -> later);
    }

    /**
     * Whether another thread does something after the time-out, or has been started and has done nothing at all.
     *
     * @param own whether only those count that the thread itself has started: for others, it could not have waited by join
     */
    private boolean othersGoOn(TraceStep expired, int from, boolean own) {
        return steps.subList(from, steps.size()).stream()
                        .anyMatch(step -> step.thread() != expired.thread()
                                && step.thread() != TracedExecution.MAIN
                                && (!own || expired.threadName().equals(execution.starterOf(step.threadName())))
                                && (step.event() instanceof Event.Write || step.event() instanceof Event.Call))
                || steps.stream()
                        .anyMatch(step -> step.event() instanceof Event.Start start
                                && (!own || step.thread() == expired.thread())
                                && steps.stream()
                                        .noneMatch(other -> other.threadName().equals(start.other())));
    }
}
