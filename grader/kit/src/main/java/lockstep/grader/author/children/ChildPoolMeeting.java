package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Threads that use one pool of children at the same time, for a race check: in whatever order their steps and those of the
 * children come, each call ends as it would alone. The children end when the meeting is closed.
 */
public final class ChildPoolMeeting implements AutoCloseable {

    /** Who meets whom. */
    public enum Kind {
        /** Two calls. */
        CALLS,
        /** A call, and one that costs a child. */
        FAILURE,
        /** A call, and a thread that interrupts it. */
        INTERRUPT,
        /** A call, which may cost a child or come after one that did, and a thread that closes the pool. */
        CLOSING
    }

    /** A request that no child survives. */
    private static final String FATAL = "fatal";

    private final ChildPool contract;
    private final Kind kind;
    private final int size;
    private final PoolChildren children;
    private final ChildPool.Instance pool;
    private final Object door = new Object();
    private @Nullable Thread inside;
    private boolean interruptDelivered;
    private boolean interruptKept;
    private final List<Mapping> mappings = new ArrayList<>();
    private final List<Runnable> parts = new ArrayList<>();

    /** A call that one thread makes, and how it has ended. */
    private static final class Mapping {
        final List<String> requests;

        @Nullable
        List<String> answers;

        @Nullable
        ThrownBySubmission thrown;

        Mapping(List<String> requests) {
            this.requests = requests;
        }

        boolean isFatal() {
            return requests.contains(FATAL);
        }

        boolean threw(Class<? extends Throwable> type) {
            return thrown != null && thrown.thrown().isA(type);
        }
    }

    private ChildPoolMeeting(ChildPool contract, Kind kind, int size) {
        this.contract = contract;
        this.kind = kind;
        this.size = size;
        this.children =
                PoolChildren.behindWidePipes(Cast.WELL.on(FATAL, ChildPoolDerivation.dyingAfter("")), contract.done());
        this.pool = Boundary.call(() -> contract.instance(size));
    }

    /**
     * Makes a pool of one child or two.
     *
     * @param oneOf chooses one of so many things
     * @param count how many requests a call has
     */
    public static ChildPoolMeeting of(ChildPool contract, Kind kind, IntUnaryOperator oneOf, int count) {
        ChildPoolMeeting meeting = new ChildPoolMeeting(contract, kind, 1 + oneOf.applyAsInt(2));
        int way = kind == Kind.CLOSING ? oneOf.applyAsInt(3) : -1;
        boolean fatal = kind == Kind.FAILURE || way == 0;
        if (way == 1) {
            // A pool that starts a child in its place only when somebody needs it does so beside the closing.
            meeting.mapping(List.of(FATAL)).run();
        }
        meeting.parts.add(meeting.mapping(fatal ? List.of(FATAL) : ChildPoolTrial.requests("a", count)));
        meeting.parts.add(
                switch (kind) {
                    case CALLS, FAILURE -> meeting.mapping(ChildPoolTrial.requests("b", count));
                    case INTERRUPT -> meeting::interrupt;
                    case CLOSING -> meeting::closePool;
                });
        return meeting;
    }

    /** Returns what each thread does. */
    public Stream<Runnable> parts() {
        return parts.stream();
    }

    private Runnable mapping(List<String> requests) {
        Mapping mapping = new Mapping(requests);
        mappings.add(mapping);
        return () -> {
            note(Thread.currentThread());
            try {
                mapping.answers = Boundary.call(() -> pool.map().map(requests));
            } catch (ThrownBySubmission thrown) {
                mapping.thrown = thrown;
            }
            note(null);
        };
    }

    private void interrupt() {
        synchronized (door) {
            if (inside != null) {
                inside.interrupt();
                interruptDelivered = true;
            }
        }
    }

    /** What comes when the call is over does not come to it. */
    private void note(@Nullable Thread who) {
        synchronized (door) {
            inside = kind == Kind.INTERRUPT ? who : null;
            interruptKept |= Thread.interrupted();
        }
    }

    private void closePool() {
        Boundary.<@Nullable Void>call(() -> {
            pool.close().close();
            return null;
        });
    }

    /** What one thread does when the others have ended: uses the pool once more, if it may, and closes it. */
    public void end() {
        if (kind != Kind.CLOSING) {
            mapping(ChildPoolTrial.requests("c", size)).run();
        }
        closePool();
    }

    /** Fails unless each call has got its answers, or has thrown what it may; and unless nobody is left. */
    public void expectRight() {
        for (Mapping each : mappings) {
            boolean mayThrow = each.isFatal() && each.threw(IOException.class)
                    || kind == Kind.CLOSING
                            && (each.threw(IOException.class) || each.threw(IllegalStateException.class))
                    || kind == Kind.INTERRUPT && each == mappings.get(0) && each.threw(InterruptedException.class);
            List<String> answers = ChildPoolTrial.answersTo(each.requests);
            if (!mayThrow && (each.isFatal() || !answers.equals(each.answers))) {
                throw Expect.wrong(
                        text() + "map(" + each.requests + ")",
                        each.isFatal() ? "throws IOException" : Expect.show(answers),
                        each.thrown == null
                                ? "returned " + Expect.show(each.answers)
                                : each.thrown.thrown().inWords(),
                        each.thrown);
            }
        }
        if (interruptDelivered && !interruptKept && !mappings.get(0).threw(InterruptedException.class)) {
            throw CheckFailedError.because(
                    text() + "it returned, and the interrupt was lost.",
                    contract.advice(ChildPoolSign.INTERRUPT_SWALLOWED),
                    null,
                    new Evidence.Counterexample(
                            text(), "InterruptedException, or the interrupt flag is set", "neither"));
        }
        int alive = children.alive().size();
        if (alive > 0 || children.mostAlive() > size) {
            String seen = alive > 0
                    ? alive + " of its children were alive when it had been closed."
                    : children.mostAlive() + " children were alive at the same time.";
            throw CheckFailedError.because(
                    text() + seen,
                    contract.advice(alive > 0 ? ChildPoolSign.LEFT_ALONE : ChildPoolSign.TOO_MANY),
                    null,
                    new Evidence.Counterexample(text(), alive > 0 ? "none" : "at most " + size, seen));
        }
    }

    private String text() {
        return contract.text(size)
                + switch (kind) {
                    case CALLS -> ", two calls at once: ";
                    case FAILURE -> ", two calls at once of which one costs a child: ";
                    case INTERRUPT -> ", a call that is interrupted, and another one: ";
                    case CLOSING -> ", a call and close at once: ";
                };
    }

    @Override
    public void close() {
        children.close();
    }
}
