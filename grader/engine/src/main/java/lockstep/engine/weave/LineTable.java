package lockstep.engine.weave;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.LineCoverage;
import org.jspecify.annotations.Nullable;

/** The lines of one woven class, and which of them have run. */
final class LineTable {

    /** Its source file; empty if it was compiled without. */
    private String file = "";

    private final List<Integer> lines = new ArrayList<>();
    private boolean @Nullable [] flags;

    void file(String name) {
        file = name;
    }

    /** Returns the flag of a line, while the class is being woven. */
    int flagOf(int line) {
        int known = lines.indexOf(line);
        if (known < 0) {
            lines.add(line);
        }
        return known < 0 ? lines.size() - 1 : known;
    }

    /** Returns the flags, when the class has been woven. */
    synchronized boolean[] flags() {
        boolean[] all = flags;
        if (all == null) {
            all = new boolean[lines.size()];
            flags = all;
        }
        return all;
    }

    /** Returns what has run so far; null where the source file is not known, or there is no code. */
    @Nullable
    LineCoverage coverage() {
        boolean[] all = flags();
        List<Integer> run = new ArrayList<>();
        List<Integer> notRun = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            (all[i] ? run : notRun).add(lines.get(i));
        }
        return file.isEmpty() || all.length == 0 ? null : new LineCoverage(file, run, notRun);
    }
}
