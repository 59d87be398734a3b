package lockstep.grader.catalog.lab;

/**
 * One thing that is done in the lab, after the tutorials that the exercises come from. Those of one group do the same
 * work; the first of a group is what the others are compared with.
 */
public enum Experiment {
    SUM_ONE_THREAD(Group.SUM, "one thread", "4.6 s"),
    SUM_TWO_THREADS(Group.SUM, "two threads", "4.6 s"),
    SUM_TWO_PROCESSES(Group.SUM, "two processes", "2.6 s"),
    MIX_ONE_THREAD(Group.MIX, "one thread", ""),
    MIX_TWO_THREADS(Group.MIX, "two threads", ""),
    MIX_GLOBAL_LOCK(Group.MIX, "two threads, one global lock", ""),
    MIX_TWO_PROCESSES(Group.MIX, "two processes", ""),
    SLEEP_ONE_THREAD(Group.SLEEP, "one after the other", "9 s"),
    SLEEP_THREADS(Group.SLEEP, "a pool of three threads", "3.08 s"),
    SLEEP_PROCESSES(Group.SLEEP, "three processes", "3.18 s"),
    SQUARES_ONE_THREAD(Group.SQUARES, "one thread", ""),
    SQUARES_POOL(Group.SQUARES, "a pool of two threads", ""),
    WHO(Group.WHO, "who does the work", "");

    /** Experiments that do the same work. */
    public enum Group {
        SUM("The sum of 0 to 100,000,000"),
        MIX("The sum of 16,000,000 terms that take real work"),
        SLEEP("Three tasks that sleep 3 s each"),
        SQUARES("Four sums of squares, of 50,000,000 numbers each"),
        WHO("Processes and threads");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Returns what they all do, for people. */
        public String title() {
            return title;
        }
    }

    private final Group group;
    private final String title;
    private final String python;

    Experiment(Group group, String title, String python) {
        this.group = group;
        this.title = title;
        this.python = python;
    }

    public Group group() {
        return group;
    }

    /** Returns how the work is done, for people. */
    public String title() {
        return title;
    }

    /** Returns the time that the tutorial tells for Python on its author's machine; empty where it tells none. */
    public String python() {
        return python;
    }

    /** Returns the word by which a worker is asked for it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
