package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** A request that no child survives. */
    private static final String FATAL = "fatal";

    private final ChildPool contract;
    private final int size;
    private final PoolChildren children;
    private final ChildPool.Instance pool;
    private final List<Part> parts = new ArrayList<>();
    private boolean closing;

    /** A call that one thread makes. */
    private static final class Part {
        final List<String> requests;

        @Nullable
        List<String> answers;

        @Nullable
        ThrownBySubmission thrown;

        Part(List<String> requests) {
            this.requests = requests;
        }
    }

    /** Makes a pool of so many children, which answer at once. */
    public ChildPoolMeeting(ChildPool contract, int size) {
        this.contract = contract;
        this.size = size;
        this.children =
                PoolChildren.behindWidePipes(Cast.WELL.on(FATAL, ChildPoolDerivation.dyingAfter("")), contract.done());
        this.pool = Boundary.call(() -> contract.instance(size));
    }

    /** Returns the part of a thread that has so many requests answered. */
    public Runnable mapping(String name, int count) {
        return part(ChildPoolTrial.requests(name, count));
    }

    /** Returns the part of a thread that has a request that costs a child. */
    public Runnable failing() {
        return part(List.of(FATAL));
    }

    private Runnable part(List<String> requests) {
        Part part = new Part(requests);
        parts.add(part);
        return () -> {
            try {
                part.answers = Boundary.call(() -> pool.map().map(requests));
            } catch (ThrownBySubmission thrown) {
                part.thrown = thrown;
            }
        };
    }

    /** Returns the part of a thread that closes the pool, while others use it or when they have ended. */
    public Runnable closing(boolean whileInUse) {
        closing |= whileInUse;
        return () -> Boundary.<@Nullable Void>call(() -> {
            pool.close().close();
            return null;
        });
    }

    /** Fails unless each call has got its answers, or has thrown what it may; and unless nobody is left. */
    public void expectRight() {
        for (Part part : parts) {
            ThrownBySubmission thrown = part.thrown;
            boolean fatal = part.requests.contains(FATAL);
            boolean mayThrow =
                    thrown != null && (fatal || closing) && thrown.thrown().isA(IOException.class)
                            || closing && thrown != null && thrown.thrown().isA(IllegalStateException.class);
            List<String> answers = ChildPoolTrial.answersTo(part.requests);
            boolean answered = thrown == null && !fatal && answers.equals(part.answers);
            if (!mayThrow && !answered) {
                throw Expect.wrong(
                        text() + "map(" + part.requests + ")",
                        fatal ? "throws IOException" : Expect.show(answers),
                        thrown == null
                                ? "returned " + Expect.show(part.answers)
                                : thrown.thrown().inWords(),
                        thrown);
            }
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
        return contract.text(size) + ", " + parts.size() + " calls" + (closing ? " and close" : "") + " at once: ";
    }

    @Override
    public void close() {
        children.close();
    }
}
