package lockstep.grader.check.race;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import lockstep.fixture.Buffer;
import lockstep.fixture.Buffer.Flaw;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.author.WouldBlock;
import lockstep.grader.exercise.Check;

/** The same contract of buffers with one flaw each: which sentence of it sees which flaw. */
public final class BufferContract {

    /** What a buffer does if one call is made at a time. */
    static final class Model {
        private final Queue<Integer> elements = new ArrayDeque<>();
        private final int capacity;

        Model(int capacity) {
            this.capacity = capacity;
        }

        void put(int element) {
            WouldBlock.unless(elements.size() < capacity);
            elements.add(element);
        }

        Integer take() {
            WouldBlock.unless(!elements.isEmpty());
            return elements.remove();
        }
    }

    private static final Op<Buffer, Model> TAKE =
            new Op<>("take()", (it, inside) -> it.take(), (it, inside) -> it.take());
    private static final Op<Buffer, Model> SIZE = Op.answer("size()", Buffer::size, model -> model.elements.size());

    private static Op<Buffer, Model> put(int element) {
        return Op.change("put(" + element + ")", it -> it.put(element), it -> it.put(element));
    }

    private static Subject<Buffer, Model> buffer(int capacity, Flaw flaw) {
        return Subject.of(
                "new Buffer(" + capacity + ")", () -> new Buffer(capacity, flaw), () -> new Model(capacity), SIZE);
    }

    private static Probe waits(Flaw flaw) {
        return buffer(2, flaw)
                .does(put(1), put(2), TAKE, put(3), TAKE, TAKE)
                .and(buffer(2, flaw).waits(List.of(put(1), put(2)), put(3), TAKE))
                .and(buffer(2, flaw).waits(List.of(), TAKE, put(1)));
    }

    private static Overlap overlaps(Flaw flaw) {
        return buffer(2, flaw)
                .race(put(1), TAKE)
                .and(buffer(2, flaw).race(List.of(put(1), put(2)), List.of(TAKE), List.of(TAKE)))
                .and(buffer(1, flaw).race(put(1), put(2), TAKE, TAKE));
    }

    @Check(id = "waits-none", title = "t", points = 1, why = "w", hint = "h")
    static final Probe WAITS_NONE = waits(Flaw.NONE);

    @Check(id = "waits-lifo", title = "t", points = 1, why = "w", hint = "h")
    static final Probe WAITS_LIFO = waits(Flaw.LAST_IN_FIRST_OUT);

    @Check(id = "waits-grows", title = "t", points = 1, why = "w", hint = "h")
    static final Probe WAITS_GROWS = waits(Flaw.GROWS);

    @Check(id = "state", title = "t", points = 1, why = "w", hint = "h")
    static final Probe STATE = buffer(5, Flaw.ADDS_TWICE).does(SIZE, put(1), put(2));

    @Check(id = "overlaps-none", title = "t", points = 1, why = "w", hint = "h")
    static final Overlap OVERLAPS_NONE = overlaps(Flaw.NONE);

    @Check(id = "overlaps-wakes-one", title = "t", points = 1, why = "w", hint = "h")
    static final Overlap OVERLAPS_WAKES_ONE = overlaps(Flaw.WAKES_ONE);

    @Check(id = "overlaps-looks-once", title = "t", points = 1, why = "w", hint = "h")
    static final Overlap OVERLAPS_LOOKS_ONCE = overlaps(Flaw.LOOKS_ONCE);

    private BufferContract() {}
}
