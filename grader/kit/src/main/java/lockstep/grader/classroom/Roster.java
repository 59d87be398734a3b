package lockstep.grader.classroom;

import java.util.List;

/** The students of a class. */
public record Roster(List<Person> people) {

    /** No roster at all. */
    public static final Roster NONE = new Roster(List.of());

    public Roster {
        people = List.copyOf(people);
    }

    /** Returns what is wrong where one user name or ID is of two people, in sentences with the lines of both. */
    public List<String> shared() {
        return Enrolled.shared(this);
    }
}
