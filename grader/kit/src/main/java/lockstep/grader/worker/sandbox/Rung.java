package lockstep.grader.worker.sandbox;

/** A step of the ladder, best first. Each later one holds less. */
public enum Rung {
    /** Bubblewrap in a user namespace: sees only Java, the class path and a scratch folder of its own. */
    BUBBLEWRAP("bwrap", false, true),
    /** The same for a grader that runs as root: the files are laid out as root, and then root's rights are dropped. */
    BUBBLEWRAP_AS_ROOT("bwrap-root", false, true),
    /** Namespaces by unshare: no network and processes of its own, but it reads every file that its user can. */
    UNSHARE("unshare", false, true),
    /** Limits on processes, memory, file size and time; nothing is hidden. */
    LIMITS("rlimits", true, false),
    /** Nothing but the limits that the worker JVM sets itself. */
    NONE("none", true, false);

    private final String word;
    private final boolean network;
    private final boolean ownProcessIds;

    Rung(String word, boolean network, boolean ownProcessIds) {
        this.word = word;
        this.network = network;
        this.ownProcessIds = ownProcessIds;
    }

    /** Returns its name in feedback and options. */
    public String word() {
        return word;
    }

    /** Returns whether the network can be reached from it. */
    public boolean network() {
        return network;
    }

    /** Returns whether it has process ids of its own, and so can neither see nor signal other processes. */
    public boolean ownProcessIds() {
        return ownProcessIds;
    }

    /** Returns whether files outside of its class path and scratch folder are hidden. */
    public boolean hidesFiles() {
        return this == BUBBLEWRAP || this == BUBBLEWRAP_AS_ROOT;
    }

    /** Returns whether it holds at least as much as the other; the two ways of Bubblewrap hold the same. */
    public boolean isAtLeast(Rung other) {
        return ordinal() <= other.ordinal() || (hidesFiles() && other.hidesFiles());
    }
}
