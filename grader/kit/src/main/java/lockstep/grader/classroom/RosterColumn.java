package lockstep.grader.classroom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a column of a roster tells, with the names that such a column has.
 *
 * <p>The names are those of Canvas, Moodle (English, German, Korean), Gradescope, D2L Brightspace, Blackboard, Sakai,
 * ILIAS, Stud.IP, PrairieLearn, Submitty, GitHub Classroom, {@code gh classroom} and Classroom 50, and the usual words in
 * English, German and Korean. Case, spaces and punctuation in them do not matter. Of several columns that tell the same,
 * the one that is named first here counts first.
 */
public enum RosterColumn {
    USERNAME(
            "user names",
            "GitHub username",
            "Username",
            "User name",
            "SIS Login ID",
            "Login ID",
            "Login",
            "User",
            "User ID",
            "UID",
            "NetID",
            "Anmeldename",
            "Benutzername",
            "Nutzername",
            "Benutzerkennung",
            "Kennung",
            "아이디",
            "사용자 아이디",
            "사용자명",
            "로그인 아이디",
            "계정"),
    EMAIL(
            "e-mail addresses",
            "Email",
            "Email address",
            "Mail",
            "Mail address",
            "Preferred email",
            "E-Mail-Adresse",
            "Mailadresse",
            "이메일",
            "이메일 주소",
            "메일",
            "메일 주소",
            "전자우편",
            "전자메일"),
    ID(
            "IDs",
            "ID number",
            "ID",
            "SIS User ID",
            "SIS ID",
            "Integration ID",
            "Student ID",
            "Student number",
            "Student No.",
            "Matriculation number",
            "Registration number",
            "SID",
            "OrgDefinedId",
            "Display ID",
            "UIN",
            "Identifier",
            "Roster identifier",
            "GitHub ID",
            "ID-Nummer",
            "Matrikelnummer",
            "Matrikelnr.",
            "Matrikel-Nr.",
            "Matr.-Nr.",
            "Matrikel",
            "학번",
            "학생 번호",
            "ID 번호",
            "식별자"),
    NAME(
            "names",
            "Student",
            "Full name",
            "Name",
            "Student name",
            "Display name",
            "Vollständiger Name",
            "Name, Vorname",
            "Nachname, Vorname",
            "Vor- und Nachname",
            "Teilnehmer/in",
            "Teilnehmer",
            "Student/in",
            "Studierende",
            "Studierende/r",
            "이름",
            "성명",
            "학생 이름",
            "학생명"),
    FIRST_NAME("first names", "First name", "Given name", "Forename", "Vorname"),
    LAST_NAME("last names", "Last name", "Surname", "Family name", "Nachname", "Familienname", "성"),
    /** A column of groups is none: whole tutorials are groups, and must not get one result. */
    TEAM("teams", "Team", "Team name", "Project group", "Projektgruppe", "Abgabegruppe", "팀", "팀명", "조"),
    SECTION(
            "sections",
            "Section",
            "Sections",
            "Registration section",
            "Group",
            "Group name",
            "Groups",
            "Gruppe",
            "Gruppen",
            "Übungsgruppe",
            "Tutorium",
            "분반"),
    SUBMITTED_AT(
            "times of submission",
            "Submission timestamp",
            "Submission time",
            "Submission date",
            "Submitted at",
            "Submitted",
            "Last modified (submission)",
            "Zuletzt geändert (Abgabe)",
            "Abgabezeit",
            "Abgabezeitpunkt",
            "Abgegeben am",
            "제출 시간",
            "제출 시각",
            "제출일시",
            "최종 수정 (제출)",
            "마지막 수정 (제출)"),
    LATE_DAYS_USED("late days used before", "Late days used", "Verbrauchte Verspätungstage", "사용한 지각 일수");

    private final String what;
    private final List<String> names;

    RosterColumn(String what, String... names) {
        this.what = what;
        this.names = List.of(names);
    }

    /** Returns the names of such columns, the first one first. */
    public List<String> names() {
        return names;
    }

    /** Returns whether it tells who a student is. */
    boolean identifies() {
        return switch (this) {
            case USERNAME, EMAIL, ID, NAME, FIRST_NAME, LAST_NAME -> true;
            case TEAM, SECTION, SUBMITTED_AT, LATE_DAYS_USED -> false;
        };
    }

    /** Finds what a column tells by its name; nothing where that is unknown. */
    static Optional<RosterColumn> of(String header) {
        String plain = Table.plain(header);
        return Arrays.stream(values()).filter(column -> column.rank(plain) >= 0).findFirst();
    }

    /** Returns the place of a name among those of this column, as {@link Table#plain} makes it; -1 where it is none. */
    int rank(String plain) {
        return names.stream().map(Table::plain).toList().indexOf(plain);
    }

    /** Returns the names of all columns that tell who a student is, a line for each kind. */
    public static String identifying() {
        return lines(RosterColumn::identifies);
    }

    /** Returns the names of all other columns, a line for each kind. */
    public static String further() {
        return lines(column -> !column.identifies());
    }

    private static String lines(Predicate<RosterColumn> which) {
        return Arrays.stream(values())
                .filter(which)
                .map(column -> "  " + column.what + ": " + String.join("; ", column.names))
                .collect(Collectors.joining("\n"));
    }
}
