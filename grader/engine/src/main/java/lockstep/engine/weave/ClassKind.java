package lockstep.engine.weave;

/** How much of a class is rewritten. */
enum ClassKind {
    /** A student's class: every access that another thread could see is a step of its own. */
    SUBMISSION(true, true),
    /** A scenario's class: it takes part in the game, but it is not under test. */
    SCENARIO(false, false),
    /** A copy of a JDK class that synchronises: its calls are one step each, its effects are ordered as the JDK says. */
    SYNCHRONISER(false, false),
    /** A copy of a JDK class that does not synchronise, such as a list: its accesses can race. */
    COLLECTION(false, true);

    private final boolean places;
    private final boolean plain;

    ClassKind(boolean places, boolean plain) {
        this.places = places;
        this.plain = plain;
    }

    /** Returns whether its lines are places where others may be let in. */
    boolean hasPlaces() {
        return places;
    }

    /** Returns whether its plain accesses are watched. */
    boolean watchesPlainAccesses() {
        return plain;
    }
}
