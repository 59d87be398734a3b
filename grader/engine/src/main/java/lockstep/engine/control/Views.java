package lockstep.engine.control;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects show what is in another one, so that a call of either touches the same: wrappers of {@code Collections}, and
 * key sets, entries and iterators of maps that are not woven.
 *
 * <p>Buffers over one array are none of these: each has a position of its own, and they may go through parts that are apart.
 */
final class Views {

    private final Map<Object, Object> viewed = new IdentityHashMap<>();

    /** Returns what an object is a view of, or null if it is none. */
    @Nullable
    Object viewedBy(Object object) {
        return viewed.isEmpty() ? null : viewed.get(object);
    }

    /** Notes what a call has returned, if it is a view of the object it was called with. */
    void add(Object result, Object of) {
        Object origin = viewed.getOrDefault(of, of);
        if (result != origin && Outside.kindOf(origin) == Outside.Kind.PLAIN && isView(result, of)) {
            viewed.put(result, origin);
        }
    }

    private static boolean isView(Object result, Object of) {
        return isPartOfCollection(result)
                && isPartOfCollection(of)
                && (Outside.isWrapper(result.getClass()) || Outside.isNested(result.getClass(), of.getClass()));
    }

    private static boolean isPartOfCollection(Object object) {
        return object instanceof Collection
                || object instanceof Map
                || object instanceof Map.Entry
                || Outside.isCursor(object.getClass());
    }
}
