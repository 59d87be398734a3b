package lockstep.engine.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import lockstep.engine.trace.Operation;

/** The places that have been woven so far, by number. The number of a place is part of the woven code. */
public final class Sites {

    private static final Site UNKNOWN = new Site(null, "", Operation.NONE);

    private final List<Site> sites = new ArrayList<>();

    /** Returns the number of a new place. */
    public synchronized int add(Site site) {
        sites.add(site);
        return sites.size() - 1;
    }

    /** Returns whether there is such a place, reached or not. */
    public synchronized boolean anyMatch(Predicate<Site> wanted) {
        return sites.stream().anyMatch(wanted);
    }

    /** Returns the place with this number. */
    public synchronized Site at(int number) {
        return number < 0 ? UNKNOWN : sites.get(number);
    }
}
