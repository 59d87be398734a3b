package lockstep.grader.author;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A play as it goes on one stage. */
final class Performance<S, M> {

    private static final Advice FLAG_OF_FUNCTION_LOST = new Advice(
            "An interrupt while a function runs that was handed over is for that function, and for whoever called.",
            "Which of your lines clears the interrupt flag when the waiting is over?",
            null);

    private static final Advice LOST_WITH_THE_INTERRUPTED = new Advice(
            "A thread that gives up keeps nothing from the others: not what it had been given or woken for, nor a place in a queue.",
            "When a thread gives up, what of it stays behind: something it was given, a signal, an entry in a list?",
            null);

    private final Play<S, M> play;
    private final Stage stage;
    private final History<S, M> history;
    private final List<Part<S, M>> parts = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    /** How often all have come to rest. */
    private int rests;

    /** One call. */
    private static final class Part<S, M> {
        final Made<S, M> made;
        final CountDownLatch go = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        int begunAfter = Integer.MAX_VALUE;
        int waitedAt = Integer.MAX_VALUE;
        boolean interruptedWaiting;
        boolean interruptedInside;
        boolean waitedWhenInterrupted;
        volatile boolean keptInterrupt;

        Part(Op<S, M> op, int thread, boolean throwing) {
            Made.Function held = Made.held(new CountDownLatch(0), leave);
            made = throwing
                    ? Made.throwing(op, thread, held, () -> ThrowableKind.UNCHECKED.make("thrown inside"))
                    : Made.doing(op, thread, held);
        }

        boolean hasBegun() {
            return begunAfter < Integer.MAX_VALUE;
        }

        /** Returns whether it has neither ended nor let its caller in. */
        boolean waits() {
            return hasBegun() && !made.isOver();
        }

        boolean isInside() {
            return made.exit != null && made.hasEntered() && !made.exit.isOver();
        }

        /** Returns whether it went on after an interrupt, has ended, and its caller does not hear of that. */
        boolean hasLostInterrupt() {
            boolean wentOn = interruptedInside || waitedWhenInterrupted && made.isOver() && !gaveUp();
            return wentOn && !isInside() && !keptInterrupt;
        }

        boolean gaveUp() {
            ThrownBySubmission threw = made.threw;
            return interruptedWaiting
                    && made.isOver()
                    && !made.hasEntered()
                    && threw != null
                    && threw.thrown().isA(InterruptedException.class);
        }

        Stream<Made<S, M>> halves() {
            return Stream.of(made, made.exit).filter(Objects::nonNull);
        }
    }

    Performance(Play<S, M> play, Stage stage) {
        this.play = play;
        this.stage = stage;
        this.history = History.inTime(play.subject());
        List<Play.Move<S, M>> moves = play.moves();
        for (int i = 0; i < moves.size(); i++) {
            Play.Move<S, M> move = moves.get(i);
            for (Op<S, M> op : move.calls()) {
                Play.Kind end = moves.subList(i, moves.size()).stream()
                        .filter(later -> later.thread() == move.thread())
                        .map(Play.Move::kind)
                        .filter(kind -> kind == Play.Kind.LEAVE || kind == Play.Kind.THROW)
                        .findFirst()
                        .orElse(Play.Kind.LEAVE);
                parts.add(new Part<>(op, move.thread(), end == Play.Kind.THROW));
            }
        }
    }

    void run() {
        int count = 1 + parts.stream().mapToInt(part -> part.made.thread).max().orElse(-1);
        for (int thread = 0; thread < count; thread++) {
            int me = thread;
            threads.add(stage.start(() -> act(me)));
        }
        List<Play.Move<S, M>> done = new ArrayList<>();
        for (Play.Move<S, M> move : play.moves()) {
            done.add(move);
            make(move);
            if (move.settles()) {
                stage.settle();
                check(play.text(done));
            }
        }
        parts.forEach(part -> {
            begin(part);
            part.leave.countDown();
        });
        stage.settle();
        check(play.text(done) + "; everybody leaves");
        threads.forEach(stage::await);
        history.observe();
        check(play.text(done) + "; everybody has left");
    }

    private void act(int thread) {
        for (Part<S, M> part : parts) {
            if (part.made.thread == thread) {
                Made.await(part.go);
                history.perform(part.made);
                part.keptInterrupt = Thread.interrupted();
            }
        }
    }

    private void make(Play.Move<S, M> move) {
        switch (move.kind()) {
            case CALL ->
                begin(parts.stream()
                        .filter(part -> part.made.thread == move.thread() && !part.hasBegun())
                        .findFirst()
                        .orElseThrow());
            case LEAVE, THROW -> current(move.thread()).leave.countDown();
            case INTERRUPT -> {
                Part<S, M> part = current(move.thread());
                part.interruptedInside = part.isInside();
                part.interruptedWaiting = !part.interruptedInside;
                part.waitedWhenInterrupted = part.waits();
                threads.get(move.thread()).interrupt();
            }
            case TIME -> stage.pause(move.time());
        }
    }

    private void begin(Part<S, M> part) {
        if (!part.hasBegun()) {
            part.begunAfter = rests;
            history.add(part.made);
            part.go.countDown();
        }
    }

    /** Returns the call that a thread is at, or else the one that it makes next, or its last one. */
    private Part<S, M> current(int thread) {
        List<Part<S, M>> all =
                parts.stream().filter(part -> part.made.thread == thread).toList();
        return all.stream()
                .filter(part -> part.waits() || part.isInside() || !part.hasBegun())
                .findFirst()
                .orElseGet(() -> all.get(all.size() - 1));
    }

    private void check(String text) {
        for (Part<S, M> part : parts) {
            if (part.interruptedWaiting && part.waits()) {
                throw failed(text, part, "throw an InterruptedException", "waits on");
            }
            if (part.hasLostInterrupt()) {
                throw failed(
                                text,
                                part,
                                "leave the interrupt flag set",
                                "cleared it",
                                part.interruptedInside ? FLAG_OF_FUNCTION_LOST : Interrupting.FLAG_LOST)
                        .at(part.made.interruptTakenAt);
            }
        }
        expectOrderOfArrival(text);
        List<Made<S, M>> unmade =
                parts.stream().filter(Part::gaveUp).flatMap(Part::halves).toList();
        if (!history.isExplainedWithout(unmade)) {
            failUnexplained(text, unmade);
        }
        rests++;
        parts.stream().filter(Part::waits).forEach(part -> part.waitedAt = Math.min(part.waitedAt, rests));
    }

    private void expectOrderOfArrival(String text) {
        if (!play.inOrder()) {
            return;
        }
        for (Part<S, M> first : parts) {
            for (Part<S, M> later : parts) {
                if (first.waits()
                        && first.waitedAt <= later.begunAfter
                        && later.hasBegun()
                        && later.made.hasEntered()) {
                    throw failed(text, later, "stay behind " + name(first) + ", who came first", "was let in");
                }
            }
        }
    }

    /**
     * Who can be left out, so that the rest is explained, has done what it should not. If in doubt, it is the one that waits
     * where nobody is let in, and otherwise the last one to come.
     */
    private void failUnexplained(String text, List<Made<S, M>> unmade) {
        ThrownBySubmission threw = history.unexpected(unmade);
        if (threw != null) {
            throw threw;
        }
        List<Part<S, M>> suspects = parts.stream()
                .filter(part -> part.hasBegun() && !part.gaveUp())
                .sorted(Comparator.comparing((Part<S, M> part) -> !part.interruptedWaiting)
                        .thenComparing(part -> !(part.waits() && part.made.exit == null))
                        .thenComparing(part -> -part.made.began))
                .toList();
        for (Part<S, M> part : suspects) {
            if (history.isExplainedWithout(with(unmade, part))) {
                throw blamed(text, part);
            }
        }
        // Who has woken several may have let in more than one too many.
        for (Part<S, M> part : suspects) {
            for (Part<S, M> other : suspects) {
                if (other != part
                        && part.made.exit != null
                        && history.isExplainedWithout(with(with(unmade, part), other))) {
                    throw blamed(text, part);
                }
            }
        }
        List<Part<S, M>> waiting = suspects.stream()
                .filter(Part::waits)
                .sorted(Comparator.comparing(Performance::name))
                .toList();
        if (waiting.size() > 1) {
            throw failed(
                    text,
                    waiting.get(0),
                    "come to its end, or another one's that waits",
                    "waits, and so do all of these");
        }
        String observed = history.observed();
        String actual = observed.isEmpty() ? "they did something else" : observed;
        String permitted = history.permitted();
        CheckFailedError wrong = CheckFailedError.because(
                text + ": expected " + (permitted.isEmpty() ? "another answer" : permitted) + ", but it gave " + actual
                        + ".",
                new Evidence.Counterexample(text, permitted, actual));
        throw wrong.answeredAt(history.answeredAt());
    }

    private static <S, M> List<Made<S, M>> with(List<Made<S, M>> unmade, Part<S, M> part) {
        return Stream.concat(unmade.stream(), part.halves()).toList();
    }

    private CheckFailedError blamed(String text, Part<S, M> part) {
        String did =
                part.waits() ? "waits" : part.made.hasEntered() ? "was let in" : "returned " + part.made.returned();
        String expected = part.interruptedWaiting
                ? "throw an InterruptedException"
                : part.waits()
                        ? "come to its end"
                        : part.made.exit == null ? "return what the others have left" : "wait";
        if (part.waits() && !part.interruptedWaiting && isOneOfSeveral(part)) {
            expected = "come to its end, or another one's that waits";
        }
        Part<S, M> interrupted = part.waits() && !part.interruptedWaiting
                ? parts.stream().filter(Part::gaveUp).findFirst().orElse(null)
                : null;
        return interrupted == null
                ? failed(text, part, expected, did)
                : failed(text, part, expected, did, LOST_WITH_THE_INTERRUPTED).at(interrupted.made.interruptTakenAt);
    }

    /** Returns whether another thread waits for the same, and may as well be the one to go on. */
    private boolean isOneOfSeveral(Part<S, M> part) {
        boolean wantsIn = part.made.exit != null;
        return parts.stream()
                .filter(other -> other != part && other.waits() && !other.interruptedWaiting)
                .anyMatch(other -> wantsIn ? other.made.exit != null : other.made.op.equals(part.made.op));
    }

    private static <S, M> String name(Part<S, M> part) {
        return String.valueOf((char) ('A' + part.made.thread));
    }

    private CheckFailedError failed(String text, Part<S, M> part, String expected, String actual) {
        return failed(text, part, expected, actual, null);
    }

    private CheckFailedError failed(
            String text, Part<S, M> part, String expected, String actual, @Nullable Advice advice) {
        String call = name(part) + "'s " + part.made.op.text();
        SourceLocation line = SubmissionFrames.topmost(
                        stage.stack(threads.get(part.made.thread)).toArray(StackTraceElement[]::new))
                .orElse(null);
        return CheckFailedError.because(
                        text + ": expected " + call + " to " + expected + ", but it " + actual + ".",
                        advice,
                        line,
                        new Evidence.Counterexample(text, call + " to " + expected, "it " + actual))
                .answeredAt(part.made.answeredAt);
    }
}
