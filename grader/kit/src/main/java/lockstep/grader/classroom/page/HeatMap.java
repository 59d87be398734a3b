package lockstep.grader.classroom.page;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;

/**
 * Who failed at what: a line for each student, a column for each check, a picture for each exercise. A column of failures is
 * something to teach; one in the middle of passes is somebody's own.
 */
record HeatMap(List<Feedback> graded) {

    /** In the picture's units. */
    private static final int COLUMN = 24;

    private static final int TALLEST = 400;
    private static final int HIGHEST_LINE = 8;

    DomContent show() {
        Map<String, List<ExerciseFeedback>> exercises = new LinkedHashMap<>();
        graded.stream()
                .sorted(Comparator.comparingDouble(Statistics::points).reversed())
                .forEach(feedback -> feedback.exercises().stream()
                        .filter(each -> each.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                        .forEach(each -> exercises
                                .computeIfAbsent(each.id(), it -> new ArrayList<>())
                                .add(each)));
        exercises.values().removeIf(students -> students.size() < 2);
        return exercises.isEmpty()
                ? text("")
                : section(
                        h2("Students by checks"),
                        p("A line is a student, the one with most points on top; a column is a check, in the order of the table"
                                        + " of checks below. Failed, pending and not asked are coloured as there; what passed is"
                                        + " left blank.")
                                .withClass("soft small"),
                        each(
                                List.copyOf(exercises.entrySet()),
                                it -> each(h3(Shown.line(it.getKey())), picture(it.getKey(), it.getValue()))));
    }

    private static DomContent picture(String exercise, List<ExerciseFeedback> students) {
        List<CheckFeedback> checks = students.get(0).checks();
        int line = Math.max(1, Math.min(HIGHEST_LINE, TALLEST / students.size()));
        int width = COLUMN * checks.size();
        int height = line * students.size();
        ContainerTag<?> svg = Pictures.picture(width, height)
                .attr("preserveAspectRatio", "none")
                .withClass("heat");
        paths(students, line)
                .forEach((look, path) -> svg.with(
                        Pictures.tag("path").withClass(look).attr("d", path).attr("stroke-width", line)));
        long failures = students.stream()
                .flatMap(student -> student.checks().stream())
                .filter(check -> check.verdict() == Outcome.FAILED)
                .count();
        for (int i = 0; i < checks.size(); i++) {
            svg.with(Pictures.rectangle("column", COLUMN * i, 0, COLUMN, height)
                    .with(title(Shown.line(checks.get(i).question().title()))));
        }
        return Pictures.described(
                svg,
                exercise + ": " + students.size() + " students, " + checks.size() + " checks, " + failures
                        + " failures; the table of checks has the numbers.");
    }

    /** One path for each look, of lines from column to column: a class of hundreds is some kilobytes. */
    private static Map<String, String> paths(List<ExerciseFeedback> students, int line) {
        Map<String, StringBuilder> paths = new LinkedHashMap<>();
        for (int row = 0; row < students.size(); row++) {
            List<String> looks = students.get(row).checks().stream()
                    .map(check -> Pictures.look(check.verdict()))
                    .toList();
            for (int i = 0; i < looks.size(); ) {
                String look = looks.get(i);
                int end = i + 1;
                while (end < looks.size() && looks.get(end).equals(look)) {
                    end++;
                }
                if (!look.equals(Pictures.PASSED)) {
                    paths.computeIfAbsent(look, it -> new StringBuilder())
                            .append('M')
                            .append(COLUMN * i)
                            .append(' ')
                            .append(row * line + line / 2.0)
                            .append('h')
                            .append(COLUMN * (end - i));
                }
                i = end;
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        paths.forEach((look, path) -> texts.put(look, path.toString()));
        return texts;
    }
}
