package lockstep.engine.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.engine.control.Line;
import lockstep.engine.trace.Touch;
import org.jspecify.annotations.Nullable;

/**
 * Finds a call that is not one step: others come between two of its accesses, and it cannot be put before them, because of
 * the second access, nor behind them, because of the first one. Calls are the nodes of a graph, and conflicting accesses its
 * edges; such a call is on a ring (Velodrome: Flanagan, Freund and Yi, PLDI 2008).
 *
 * <p>A call that waits for others is one step before and another one behind the wait. Who comes back to a place and looks once
 * more does not rely on what it had seen there: only the last look counts.
 */
final class Serializability {

    /** The time that is taken grows with the square of both. */
    private static final int MOST_TOUCHES = 2_000;

    private static final int MOST_STEPS = 64;

    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Touch> touches;
    /** The number of the step that each access is made in. */
    private final int[] stepAt;
    /** By step: its thread. */
    private final List<String> threads = new ArrayList<>();
    /** By step: those that must come later, itself among them. */
    private final List<BitSet> later = new ArrayList<>();
    /** By access and step of another thread: where that makes its first conflicting access afterwards, or {@link #NEVER}. */
    private final int[][] nextOf;
    /** The same: where it has made its last conflicting access before, or -1. */
    private final int[][] lastOf;

    private Serializability(List<Touch> touches) {
        this.touches = touches;
        this.stepAt = new int[touches.size()];
        this.nextOf = new int[touches.size()][];
        this.lastOf = new int[touches.size()][];
    }

    /** Returns where the first call that goes on was cut in two by others, or null. */
    static @Nullable Gap cut(List<Touch> touches) {
        List<Touch> shared = touches.stream()
                .filter(touch -> touch.variable().isContended())
                .limit(MOST_TOUCHES)
                .toList();
        List<Touch> last = IntStream.range(0, shared.size())
                .filter(i -> !isLookedAtAgain(shared.get(i), shared.subList(i + 1, shared.size())))
                .mapToObj(shared::get)
                .toList();
        return new Serializability(last).cut();
    }

    private static boolean isLookedAtAgain(Touch touch, List<Touch> after) {
        return !touch.writes()
                && after.stream()
                        .anyMatch(again -> again.isInCallOf(touch)
                                && again.site() == touch.site()
                                && again.variable() == touch.variable());
    }

    private @Nullable Gap cut() {
        number();
        if (threads.size() > MOST_STEPS) {
            return null;
        }
        order();
        for (int second = 0; second < touches.size(); second++) {
            for (int first = second - 1; first >= 0; first--) {
                Set<String> others = stepAt[first] == stepAt[second] ? between(first, second) : Set.of();
                if (!others.isEmpty()) {
                    return gap(touches.get(first), touches.get(second), others);
                }
            }
        }
        return null;
    }

    /** In the outermost method in which the two are not at one line; if there is none, in the one that was called. */
    private static @Nullable Gap gap(Touch first, Touch second, Set<String> others) {
        List<Line> from = first.stack();
        List<Line> to = second.stack();
        int common = Math.min(from.size(), to.size());
        if (common == 0) {
            return null;
        }
        int depth = 1;
        while (depth < common && at(from, depth).equals(at(to, depth))) {
            depth++;
        }
        if (at(from, depth).equals(at(to, depth))) {
            depth = 1;
        }
        String who = others.size() > 1 ? "others" : others.iterator().next();
        return new Gap(first.threadName(), at(from, depth), at(to, depth), who);
    }

    /** @param depth from 1, the method that was called */
    private static Line at(List<Line> stack, int depth) {
        return stack.get(stack.size() - depth);
    }

    private void number() {
        List<Touch> begins = new ArrayList<>();
        for (int i = 0; i < touches.size(); i++) {
            Touch touch = touches.get(i);
            int step = 0;
            while (step < begins.size() && !begins.get(step).isInPartOf(touch)) {
                step++;
            }
            if (step == begins.size()) {
                begins.add(touch);
                threads.add(touch.threadName());
                BitSet itself = new BitSet();
                itself.set(step);
                later.add(itself);
            }
            stepAt[i] = step;
        }
    }

    /** A step that ends before another one begins is the earlier one, too. */
    private void order() {
        int[] ends = new int[threads.size()];
        for (int i = 0; i < touches.size(); i++) {
            ends[stepAt[i]] = i;
            nextOf[i] = new int[threads.size()];
            lastOf[i] = new int[threads.size()];
            Arrays.fill(nextOf[i], NEVER);
            Arrays.fill(lastOf[i], -1);
        }
        for (int i = 0; i < touches.size(); i++) {
            for (int j = i + 1; j < touches.size(); j++) {
                boolean conflict = touches.get(i).conflictsWith(touches.get(j));
                if (conflict || i == ends[stepAt[i]]) {
                    later.get(stepAt[i]).set(stepAt[j]);
                }
                if (conflict && touches.get(i).thread() != touches.get(j).thread()) {
                    nextOf[i][stepAt[j]] = Math.min(nextOf[i][stepAt[j]], j);
                    lastOf[j][stepAt[i]] = i;
                }
            }
        }
        for (int through = 0; through < later.size(); through++) {
            for (BitSet each : later) {
                if (each.get(through)) {
                    each.or(later.get(through));
                }
            }
        }
    }

    /**
     * Returns the threads of two steps, or of a single one: of one that has to come behind the first access, and of one that
     * is not earlier than that and has to come before the second access. One of the two comes in between.
     */
    private Set<String> between(int first, int second) {
        Set<String> others = new LinkedHashSet<>();
        for (int behind = 0; behind < threads.size(); behind++) {
            int next = nextOf[first][behind];
            for (int before = 0; next < NEVER && before < threads.size(); before++) {
                int last = lastOf[second][before];
                boolean comesIn = next < second || last > first;
                if (last >= 0 && comesIn && later.get(behind).get(before)) {
                    others.add(threads.get(behind));
                    others.add(threads.get(before));
                }
            }
        }
        return others;
    }
}
