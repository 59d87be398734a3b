package course.boundedbuffer.checks;

import course.boundedbuffer.BoundedBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.author.WouldBlock;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;

/** What a buffer promises. The model says what is expected; all that is asked is derived from it. */
@NamesMistake(pattern = BugPattern.WAIT_WITHOUT_LOOP, mistake = "B1")
@NamesMistake(pattern = BugPattern.SINGLE_NOTIFY, mistake = "B2")
@NamesMistake(pattern = BugPattern.NO_NOTIFICATION, mistake = "B3")
@NamesMistake(pattern = BugPattern.CHECK_OUTSIDE_LOCK, mistake = "B5")
final class BufferContract {

    /** What a buffer does if one call is made at a time. */
    record Model(int capacity, Queue<Integer> elements) {
        void put(int element) {
            WouldBlock.unless(elements.size() < capacity);
            elements.add(element);
        }

        Integer take() {
            WouldBlock.unless(!elements.isEmpty());
            return elements.remove();
        }
    }

    private static final Op<BoundedBuffer<Integer>, Model> TAKE =
            Op.answer("take()", BoundedBuffer::take, Model::take);
    private static final Op<BoundedBuffer<Integer>, Model> SIZE =
            Op.answer("size()", BoundedBuffer::size, model -> model.elements().size());

    private static Op<BoundedBuffer<Integer>, Model> put(int element) {
        return Op.change("put(" + element + ")", buffer -> buffer.put(element), model -> model.put(element));
    }

    private static Subject<BoundedBuffer<Integer>, Model> of(int capacity) {
        return Subject.of(
                "new BoundedBuffer<>(" + capacity + ")",
                () -> new BoundedBuffer<>(capacity),
                () -> new Model(capacity, new ArrayDeque<>()),
                SIZE);
    }

    private static final String NEITHER = "What has to be true on the line after the waiting, and who makes it true?";

    @Check(id = "fifo", title = "First in, first out", points = 15,
            why = "A queue hands elements on in the order in which they came.",
            hint = "Put three numbers in and write down what comes out.")
    static final Probe FIFO = of(2).does(SIZE, put(1), put(2), SIZE, TAKE, put(3), TAKE, TAKE, SIZE)
            .and(of(1).doesAnyOf(put(1), put(2), TAKE, SIZE))
            .and(of(3).doesAnyOf(put(1), put(2), put(3), TAKE));

    @Check(id = "waits", title = "put waits while it is full, take while it is empty", points = 15,
            why = "The bound slows a fast producer down; waiting costs nothing and ends as soon as it can.", hint = NEITHER)
    static final Probe WAITS = of(2).waits(List.of(put(1), put(2)), put(3), TAKE)
            .and(of(1).waits(List.of(put(1)), put(2), TAKE))
            .and(of(2).waits(List.of(), TAKE, put(1)));

    @Check(id = "interrupt", title = "An interrupt ends the waiting", points = 10, mistake = "B9", ground = "correctness.waits",
            why = "An interrupt is a request to stop: who ignores it makes a program impossible to end.",
            hint = "Let the InterruptedException leave the method, and change nothing before the waiting is over.")
    static final Probe INTERRUPT = of(1).waitsInterruptibly(List.of(put(1)), put(2), TAKE)
            .and(of(2).waitsInterruptibly(List.of(), TAKE, put(1)));

    @Check(id = "own", title = "Each buffer has elements of its own", points = 5, mistake = "C22",
            why = "Two buffers have nothing to do with each other.", hint = "Which of your fields are static?")
    static final Probe OWN = of(2).hasOwnState(put(1)).and(of(2).after(put(1)).hasOwnState(TAKE));

    @Check(id = "two-puts", title = "Two threads put", points = 10, ground = "correctness.fifo",
            why = "Adding is several steps: threads that come between each other lose elements.",
            hint = "Which lock does every method hold, from looking to changing?")
    static final Overlap TWO_PUTS = of(2).race(put(1), put(2)).and(of(1).race(List.of(put(1), TAKE), List.of(put(2), TAKE)));

    @Check(id = "last-element", title = "Two threads take the last element", points = 10, ground = "correctness.waits",
            why = "Both see that there is one, and only one can have it.", hint = NEITHER)
    static final Overlap LAST_ELEMENT = of(2).after(put(1)).race(TAKE, TAKE, put(2))
            .and(of(1).after(put(1)).race(put(2), put(3), TAKE, TAKE));

    @Check(id = "mixed-waiters", title = "Producers and consumers wait at the same place", points = 15, ground = "correctness.waits",
            why = "Who is woken may be one that cannot go on.", hint = NEITHER)
    static final Overlap MIXED = of(1).race(put(1), put(2), TAKE, TAKE).and(of(2).race(List.of(put(1), put(2)), List.of(TAKE, TAKE)));

    @Check(id = "size-sees", title = "size sees what other threads have changed", points = 10, ground = "correctness.fifo",
            why = "Without the lock, a thread may see an old number for ever.", hint = "Reading takes part in the agreement, too.")
    static final Overlap SIZE_SEES = of(2).race(List.of(put(1)), List.of(SIZE, SIZE)).and(of(2).after(put(1)).race(TAKE, SIZE));
}
