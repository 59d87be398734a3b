package lockstep.grader.author.children;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the children of a pool do out of the ordinary.
 *
 * @param onRequest what a child does that has read a certain request, in place of answering it
 * @param atStart what each child does before it reads anything, by the order of starts; others read at once
 * @param atEnd what each child does when its input has ended
 * @param unstartable which starts fail, counted from 0
 */
record Cast(
        Map<String, Part> onRequest,
        Map<Integer, Part> atStart,
        @Nullable Part atEnd,
        Set<Integer> unstartable) {

    /** Children that do as they should. */
    static final Cast WELL = new Cast(Map.of(), Map.of(), null, Set.of());

    Cast {
        onRequest = Map.copyOf(onRequest);
        atStart = Map.copyOf(atStart);
        unstartable = Set.copyOf(unstartable);
    }

    /** What a child does. */
    @FunctionalInterface
    interface Part {
        /** Plays it; returns whether the child goes on. */
        boolean play(ScriptedChild<?> child, PoolChildren children) throws InterruptedException;
    }

    Cast on(String request, Part part) {
        Map<String, Part> parts = new HashMap<>(onRequest);
        parts.put(request, part);
        return new Cast(parts, atStart, atEnd, unstartable);
    }

    Cast on(Iterable<String> requests, Part part) {
        Cast cast = this;
        for (String request : requests) {
            cast = cast.on(request, part);
        }
        return cast;
    }

    Cast atStart(int child, Part part) {
        Map<Integer, Part> parts = new HashMap<>(atStart);
        parts.put(child, part);
        return new Cast(onRequest, parts, atEnd, unstartable);
    }

    Cast atEnd(Part part) {
        return new Cast(onRequest, atStart, part, unstartable);
    }

    Cast notStarting(Integer... starts) {
        return new Cast(onRequest, atStart, atEnd, Set.of(starts));
    }
}
