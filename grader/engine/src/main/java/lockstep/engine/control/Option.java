package lockstep.engine.control;

/**
 * One of the ways in which an execution can go on.
 *
 * @param kind what happens to the thread before it goes on
 * @param cost how much it counts against the bound: 1 where a thread is switched off that could have gone on
 */
record Option(ControlledThread thread, Kind kind, int cost) {

    enum Kind {
        /** It goes on. */
        GO_ON,
        /** It goes on although it has offered to let others in: that is no more than a hint to the scheduler. */
        REFUSE,
        /** Its time-out expires first. */
        TIME_OUT,
        /** Its time-out expires, and so do those that it sets afterwards, while all others are held up. */
        STARVE,
        /** What it waits for has come, and its time is up as well before it goes on. */
        LATE,
        /** It wakes up although nobody has woken it. */
        WAKE_UP;

        /** Returns whether a time-out expires. */
        boolean expires() {
            return this == TIME_OUT || this == STARVE || this == LATE;
        }
    }
}
