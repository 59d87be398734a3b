package lockstep.grader.catalog.boundedbuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.boundedbuffer.BoundedBuffer;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.author.WouldBlock;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import org.jspecify.annotations.Nullable;

/** What a buffer promises. The model says what is expected; all that is asked is derived from it. */
@NamesMistake(pattern = BugPattern.WAIT_WITHOUT_LOOP, mistake = "B1")
@NamesMistake(pattern = BugPattern.SINGLE_NOTIFY, mistake = "B2")
@NamesMistake(pattern = BugPattern.NO_NOTIFICATION, mistake = "B3")
@NamesMistake(pattern = BugPattern.CHECK_OUTSIDE_LOCK, mistake = "B5")
public final class BoundedBufferContract {

    /** What a buffer does if one call is made at a time. */
    private static final class Model {
        private final int capacity;
        private final Queue<Integer> elements = new ArrayDeque<>();
        private boolean closed;

        private Model(int capacity) {
            this.capacity = capacity;
        }

        private boolean put(int element) {
            WouldBlock.unless(closed || elements.size() < capacity);
            return !closed && elements.add(element);
        }

        private @Nullable Integer take() {
            WouldBlock.unless(closed || !elements.isEmpty());
            return elements.poll();
        }
    }

    private static final Op<BoundedBuffer<Integer>, Model> TAKE = Op.answer("take()", BoundedBuffer::take, Model::take);
    private static final Op<BoundedBuffer<Integer>, Model> SIZE =
            Op.answer("size()", BoundedBuffer::size, model -> model.elements.size());
    private static final Op<BoundedBuffer<Integer>, Model> CLOSE =
            Op.change("close()", BoundedBuffer::close, model -> model.closed = true);

    private static Op<BoundedBuffer<Integer>, Model> put(int element) {
        return Op.answer("put(" + element + ")", buffer -> buffer.put(element), model -> model.put(element));
    }

    private static Subject<BoundedBuffer<Integer>, Model> of(int capacity) {
        return Subject.of(
                "new BoundedBuffer<>(" + capacity + ")",
                () -> new BoundedBuffer<>(capacity),
                () -> new Model(capacity),
                SIZE);
    }

    /** Uses all room, and hands out all elements: none of either may have been lost. */
    private static Op<BoundedBuffer<Integer>, Model> useUp(int capacity) {
        return Op.answer(
                "put(0) until it is full, close(), and take() until null",
                buffer -> {
                    while (buffer.size() < capacity) {
                        buffer.put(0);
                    }
                    buffer.close();
                    List<Integer> all = new ArrayList<>();
                    for (Integer next = buffer.take(); next != null; next = buffer.take()) {
                        all.add(next);
                    }
                    return all;
                },
                model -> {
                    List<Integer> all = new ArrayList<>(model.elements);
                    all.addAll(Collections.nCopies(capacity - all.size(), 0));
                    return all;
                });
    }

    private static final String TWO_DOZEN_TAKE =
            IntStream.range(0, 24).mapToObj(i -> (char) ('A' + i) + " take").collect(Collectors.joining(", "));

    private static final Map<String, Op<BoundedBuffer<Integer>, Model>> CALLS =
            Map.of("put1", put(1), "put2", put(2), "put3", put(3), "take", TAKE, "close", CLOSE);

    private static final String NEITHER = "What has to be true on the line after the waiting, and who makes it true?";

    @Check(
            id = "fifo",
            title = "First in, first out",
            points = 10,
            why = "A queue hands elements on in the order in which they came.",
            hint = "Put three numbers in and write down what comes out.")
    static final Probe FIFO = of(2).does(SIZE, put(1), put(2), SIZE, TAKE, put(3), TAKE, TAKE, SIZE)
            .and(of(1).doesAnyOf(put(1), put(2), TAKE, SIZE))
            .and(of(3).doesAnyOf(put(1), put(2), put(3), TAKE))
            .and(of(1_001).doesMany(1_001, put(1), TAKE))
            .and(Probe.ofCounts(10_000, n -> of(n + 1).doesMany(n + 1, put(1), TAKE)))
            .and(Probe.ofCounts(10_000, n -> of(2).after(n, put(1), TAKE).does(put(2), put(3), SIZE, TAKE, TAKE)))
            .and(fillsAgain(40))
            .and(Probe.ofCounts(1_000, n -> fillsAgain(2 * n + 2)));

    /** Different elements, the first ones taken before the last ones come. */
    private static Probe fillsAgain(int capacity) {
        List<Op<BoundedBuffer<Integer>, Model>> all = new ArrayList<>();
        for (int i = 1; i <= capacity; i++) {
            all.add(put(i));
            if (i <= capacity / 4 && i % 2 == 0) {
                all.add(TAKE);
            }
        }
        all.addAll(Collections.nCopies(capacity - capacity / 8, TAKE));
        return of(capacity).does(all);
    }

    @Check(
            id = "waits",
            title = "put waits while it is full, take while it is empty",
            points = 10,
            why = "The bound slows a fast producer down; waiting costs nothing and ends as soon as it can.",
            hint = NEITHER)
    static final Probe WAITS = of(2).waits(List.of(put(1), put(2)), put(3), TAKE)
            .and(of(1).waits(List.of(put(1)), put(2), TAKE))
            .and(full(3))
            .and(full(5))
            .and(Probe.ofCounts(1_000, BoundedBufferContract::full))
            .and(of(2).waits(List.of(), TAKE, put(1)))
            .and(of(1).waits(List.of(put(1), TAKE), TAKE, put(2)));

    private static Probe full(int capacity) {
        return of(capacity).waits(Collections.nCopies(capacity, put(1)), put(2), TAKE);
    }

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting",
            points = 10,
            mistake = "B9",
            ground = "correctness.waits",
            why = "An interrupt is a request to stop: who ignores it makes a program impossible to end.",
            hint = "Let the InterruptedException leave the method, and change nothing before the waiting is over.")
    static final Probe INTERRUPT = of(1).waitsInterruptibly(List.of(put(1)), put(2), TAKE)
            .and(of(2).waitsInterruptibly(List.of(), TAKE, put(1)))
            .and(of(2).plays(CALLS, "A take, B take, C put1 & A interrupted, D put2"))
            .and(of(1).plays(CALLS, "A put1, B put2, C put3, D take & B interrupted, E take"));

    @Check(
            id = "own",
            title = "Each buffer has elements of its own",
            points = 5,
            mistake = "C22",
            why = "Two buffers have nothing to do with each other.",
            hint = "Which of your fields are static?")
    static final Probe OWN = of(2).hasOwnState(put(1))
            .and(of(2).after(put(1)).hasOwnState(TAKE))
            .and(of(2).isNotTouchedBy(CLOSE, put(1), SIZE, TAKE))
            .and(of(1).playsOnTwo(
                            CALLS,
                            "A one.take, B other.take, C other.put1, D one.put2",
                            "A other.take, B one.take, C other.put1, D one.put2",
                            "A one.put1, B other.put1, C one.put2, D other.put2, E other.take, F one.take",
                            "A one.take, B other.take, C other.close, D one.close"));

    @Check(
            id = "close",
            title = "A closed buffer hands out what is left, and then nobody waits",
            points = 10,
            ground = {"correctness.fifo", "correctness.waits"},
            why = "Who waits for what will never come keeps a program from ending.",
            hint = "For each line that waits: what ends the waiting, and what is then still to be looked at?")
    static final Probe CLOSE_ENDS = of(2).does(put(1), CLOSE, put(2), SIZE, TAKE, TAKE, CLOSE, TAKE, put(3), SIZE)
            .and(of(1).does(put(1), CLOSE, put(2), CLOSE, TAKE, put(3), TAKE))
            .and(of(2).doesAnyOf(put(1), put(2), TAKE, SIZE, CLOSE))
            .and(of(1).waits(List.of(put(1)), put(2), CLOSE))
            .and(of(1).waits(List.of(), TAKE, CLOSE))
            .and(of(1).plays(CALLS, TWO_DOZEN_TAKE + ", Z close"))
            .and(Probe.ofCounts(10_000, n -> of(2).after(CLOSE).doesMany(n + 1, TAKE, put(1))));

    @Check(
            id = "two-puts",
            title = "Two threads put",
            points = 10,
            ground = "correctness.fifo",
            why = "Adding is several steps: threads that come between each other lose elements.",
            hint = "Which lock does every method hold, from looking to changing?")
    static final Overlap TWO_PUTS =
            of(2).race(put(1), put(2)).and(of(1).race(List.of(put(1), TAKE), List.of(put(2), TAKE)));

    @Check(
            id = "last-element",
            title = "Two threads take the last element",
            points = 10,
            ground = "correctness.waits",
            why = "Both see that there is one, and only one can have it.",
            hint = NEITHER)
    static final Overlap LAST_ELEMENT =
            of(2).after(put(1)).race(TAKE, TAKE, put(2)).and(of(1).after(put(1)).race(put(2), put(3), TAKE, TAKE));

    @Check(
            id = "mixed-waiters",
            title = "Producers and consumers wait at the same place",
            points = 10,
            ground = "correctness.waits",
            why = "Each element and each free place has to reach a thread that waits for it.",
            hint = NEITHER)
    static final Overlap MIXED = of(1).race(put(1), put(2), TAKE, TAKE)
            .and(of(2).race(List.of(put(1), put(2)), List.of(TAKE, TAKE)))
            .and(of(2).raceWithInterruptibleThen(useUp(2), TAKE, put(1), put(2), TAKE))
            .and(of(2).after(put(1)).raceWithInterruptibleThen(useUp(2), put(2), TAKE, put(3)))
            .and(of(1).after(put(1)).raceWithInterruptibleThen(useUp(1), put(2), TAKE))
            .and(of(2).after(put(1), put(2)).raceWithInterruptibleThen(useUp(2), put(1), TAKE))
            .and(of(2).race(List.of(put(1), put(2)), List.of(TAKE), List.of(TAKE)))
            .and(of(2).after(put(1), put(2)).race(List.of(TAKE, TAKE), List.of(put(3)), List.of(put(4))));

    @Check(
            id = "size-sees",
            title = "size sees what other threads have changed",
            points = 5,
            ground = "correctness.fifo",
            why =
                    "A number of elements is right for one moment: without the lock one may see an old one, or half of a change.",
            hint = "Reading takes part in the agreement, too.")
    static final Overlap SIZE_SEES = of(2).race(List.of(put(1)), List.of(SIZE, SIZE))
            .and(of(2).after(put(1)).race(TAKE, SIZE))
            .and(of(1).race(List.of(put(1), TAKE), List.of(SIZE)))
            .and(of(1).after(put(1)).race(List.of(TAKE, put(2)), List.of(SIZE)))
            .and(of(1).race(List.of(put(1)), List.of(SIZE, CLOSE)));

    @Check(
            id = "close-frees",
            title = "close lets all go that wait",
            points = 10,
            ground = "correctness.close",
            why = "Closing is for all: nobody is left behind waiting, and nobody adds anything any more.",
            hint = "How many are woken, and do all that wait look whether the buffer is closed?")
    static final Overlap CLOSE_FREES = of(2).race(TAKE, TAKE, CLOSE)
            .and(of(1).after(put(1)).race(put(2), put(3), CLOSE))
            .and(of(1).race(put(1), TAKE, CLOSE))
            .and(of(1).raceWithInterruptible(TAKE, CLOSE))
            .and(of(1).after(put(1)).race(List.of(put(2)), List.of(TAKE, CLOSE, TAKE)));
}
