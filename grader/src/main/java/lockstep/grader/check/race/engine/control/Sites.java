package lockstep.grader.check.race.engine.control;

import java.util.ArrayList;
import java.util.List;

/** The places that have been woven so far, by number. The number of a place is part of the woven code. */
public final class Sites {

    private final List<Site> sites = new ArrayList<>();

    /** Returns the number of a new place. */
    public synchronized int add(Site site) {
        sites.add(site);
        return sites.size() - 1;
    }

    /** Returns the place with this number. */
    public synchronized Site at(int number) {
        return number < 0 ? new Site(null, "", "") : sites.get(number);
    }
}
