package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import org.jspecify.annotations.Nullable;

/**
 * Claim: a stack is linearizable (Herlihy and Wing, TOPLAS 1990) if what its threads see could also come from one sequence of
 * their calls on a plain stack, the sequential specification. The stack is Treiber's (1986).
 *
 * <pre>
 *   A        AtomicReference.get        reads the top
 *   B        AtomicReference.get        reads the same
 *   B        AtomicReference.set        takes it away
 *   A        AtomicReference.set        takes it away once more: both have popped 2
 * </pre>
 */
class Sample11LinearizableStackTest {

    /** A stack of numbers; 0 stands for none. */
    private interface Stack {
        void push(int element);

        int pop();
    }

    private record Node(int element, @Nullable Node next) {}

    private static final class Treiber implements Stack {
        private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

        @Override
        public void push(int element) {
            Node old;
            do {
                old = top.get();
            } while (!top.compareAndSet(old, new Node(element, old)));
        }

        @Override
        public int pop() {
            Node old;
            do {
                old = top.get();
                if (old == null) {
                    return 0;
                }
            } while (!top.compareAndSet(old, old.next()));
            return old.element();
        }
    }

    /** Sets where it should compare and set. */
    private static final class Hasty implements Stack {
        private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

        @Override
        public void push(int element) {
            top.set(new Node(element, top.get()));
        }

        @Override
        public int pop() {
            Node old = top.get();
            top.set(old == null ? null : old.next());
            return old == null ? 0 : old.element();
        }
    }

    /** The sequential specification. */
    private static final class Plain implements Stack {
        private final Deque<Integer> elements = new ArrayDeque<>();

        @Override
        public void push(int element) {
            elements.push(element);
        }

        @Override
        public int pop() {
            return elements.isEmpty() ? 0 : elements.pop();
        }
    }

    /** One thread pops twice while another one pushes 3 and pops; 1 and 2 are there before. */
    private static final List<Integer> FIRST = List.of(0, 0);

    private static final List<Integer> SECOND = List.of(3, 0);

    /** Calls pop for a 0 and push for any other number; returns what was popped. */
    private static List<Integer> call(Stack stack, List<Integer> calls) {
        List<Integer> popped = new ArrayList<>();
        for (int call : calls) {
            if (call == 0) {
                popped.add(stack.pop());
            } else {
                stack.push(call);
            }
        }
        return popped;
    }

    private static Stack filled(Stack stack) {
        stack.push(1);
        stack.push(2);
        return stack;
    }

    /** Returns all that the two can see if their calls come one after the other. */
    private static List<String> sequential() {
        List<String> seen = new ArrayList<>();
        for (int turns = 0; turns < 1 << FIRST.size() + SECOND.size(); turns++) {
            if (Integer.bitCount(turns) == FIRST.size()) {
                seen.add(inTurns(turns));
            }
        }
        return seen;
    }

    /** Each bit says whose call comes next. */
    private static String inTurns(int turns) {
        Stack stack = filled(new Plain());
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        int calls = 0;
        for (int i = 0; i < FIRST.size() + SECOND.size(); i++) {
            boolean isFirst = (turns >> i & 1) == 1;
            int mine = isFirst ? calls++ : i - calls;
            (isFirst ? first : second).addAll(call(stack, List.of((isFirst ? FIRST : SECOND).get(mine))));
        }
        return first + " " + second;
    }

    private static void play(Stack empty, Actors actors) {
        Stack stack = filled(empty);
        List<List<Integer>> seen = new ArrayList<>(List.of(List.of(), List.of()));
        actors.together(() -> seen.set(0, call(stack, FIRST)), () -> seen.set(1, call(stack, SECOND)));
        assertThat(sequential()).contains(seen.get(0) + " " + seen.get(1));
    }

    @Interleaved(finds = Found.FAILURE)
    void a_stack_that_sets_is_not_linearizable(Actors actors) {
        play(new Hasty(), actors);
    }

    @Interleaved
    void a_stack_that_compares_and_sets_is(Actors actors) {
        play(new Treiber(), actors);
    }
}
