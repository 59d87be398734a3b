package lockstep.grader.classroom.export;

import java.util.List;

/**
 * Who handed in, as the platform wrote it. Each list has the readings of one thing: usually one, none where the platform does
 * not tell, several where the platform's own name can be read in several ways.
 *
 * @param label what the report calls the student where no roster knows a name
 * @param numbers the platform's own numbers, which mean something else in another system
 * @param ids what the institution knows the student by
 */
public record Identity(
        String label,
        List<String> numbers,
        List<String> ids,
        List<String> usernames,
        List<String> mails,
        List<FullName> names) {

    public Identity {
        numbers = List.copyOf(numbers);
        ids = List.copyOf(ids);
        usernames = List.copyOf(usernames);
        mails = List.copyOf(mails);
        names = List.copyOf(names);
    }

    /** A number of the platform's, and a name. */
    static Identity numbered(String label, String number, FullName name) {
        return new Identity(label, List.of(number), List.of(), List.of(), List.of(), List.of(name));
    }

    /** A login, which some institutions use as the ID. */
    static Identity login(String label, String login, List<FullName> names) {
        return new Identity(label, List.of(), List.of(login), List.of(login), List.of(login), names);
    }

    /** A text that somebody chose, which may be anything that identifies a student. */
    public static Identity anything(String label, List<String> readings) {
        return new Identity(
                label,
                List.of(),
                readings,
                readings,
                readings,
                readings.stream()
                        .map(text -> FullName.plain(text.replace('_', ' ')))
                        .toList());
    }
}
