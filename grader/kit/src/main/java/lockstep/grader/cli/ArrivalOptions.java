package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Consumer;
import lockstep.grader.classroom.ClassFolder;
import lockstep.grader.classroom.ClassList;
import lockstep.grader.classroom.Roster;
import lockstep.grader.classroom.RosterReader;
import lockstep.grader.classroom.Teams;
import lockstep.grader.classroom.export.Export;
import lockstep.grader.classroom.export.Exports;
import lockstep.grader.classroom.export.Reading;
import lockstep.grader.submission.Stubs;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that tell what came in and from whom. */
final class ArrivalOptions {

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "The students of the class as CSV: user names, e-mail addresses, IDs or names, as a learning"
                    + " platform exports them; the names of the columns stand below.")
    private @Nullable Path roster;

    @Option(
            names = "--teams",
            paramLabel = "FILE",
            description =
                    "Who hands in with whom, as CSV with the columns student and team; a column team in the roster does"
                            + " as well. One result is all members'.")
    private @Nullable Path teams;

    @Option(
            names = "--export",
            paramLabel = "NAME",
            description = "Where DIR is from, if it is not recognised: github, classroom50, gradescope, sakai, moodle,"
                    + " blackboard, d2l, prairielearn, canvas, ilias, submitty, or folders for a folder or zip file per"
                    + " student, whoever made them.")
    private @Nullable String export;

    @Option(
            names = "--feedback-zip",
            paramLabel = "PLATFORM",
            description =
                    "Write the feedback as a zip file that moodle or canvas takes back; DIR has to be from there.")
    private @Nullable String feedbackZip;

    /** What came in, and the roster that it was held against. */
    record Arrived(ClassList list, Roster roster) {}

    /**
     * Reads everything, so that what is wrong in a list is told before anything is graded.
     *
     * @param stubs by which files are told apart
     * @param zone where times without a zone of their own are from
     * @param notes hears what was taken for granted
     */
    Arrived read(CommandLine command, Path folder, Path unpacked, Stubs stubs, ZoneId zone, Consumer<String> notes)
            throws IOException {
        Exports exports = new Exports(zone);
        RosterReader reader = new RosterReader(zone, notes);
        Export asked = export == null ? null : asked(command, exports, export);
        Roster people = roster == null ? Roster.NONE : ClassOptions.table(command, "--roster", roster, reader::read);
        people.shared().forEach(each -> notes.accept(roster + ": " + each));
        if (teams != null && roster == null) {
            throw new ParameterException(
                    command, "--teams: " + teams + " needs --roster, to know who the students are");
        }
        Teams groups = teams == null
                ? Teams.of(people)
                : ClassOptions.table(command, "--teams", teams, file -> Teams.read(file, people, reader));
        ClassFolder place = new ClassFolder(unpacked, zone, notes);
        Reading reading;
        try {
            reading = place.read(folder, exports, asked, people);
        } catch (Exports.MisfitException e) {
            throw new ParameterException(command, "--export " + export + ": " + e.getMessage());
        }
        if (feedbackZip != null
                && !(feedbackZip.matches("moodle|canvas")
                        && reading.export().id().equals(feedbackZip))) {
            throw new ParameterException(
                    command,
                    "--feedback-zip: moodle or canvas expected, and a class from there; found " + feedbackZip
                            + " and a class read as: " + reading.words());
        }
        return new Arrived(ClassList.of(reading, people, groups, place, stubs), people);
    }

    /** Returns the platform that is to take the feedback back, or null. */
    @Nullable
    String feedbackZip() {
        return feedbackZip;
    }

    private static Export asked(CommandLine command, Exports exports, String name) {
        return exports.find(name)
                .orElseThrow(() -> new ParameterException(
                        command,
                        "--export: one of " + String.join(", ", exports.ids()) + " expected, found \"" + name + "\""
                                + Nearest.suggestion(name, exports.ids())));
    }
}
