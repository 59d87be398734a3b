package lockstep.grader.classroom.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.optgroup;
import static j2html.TagCreator.option;
import static j2html.TagCreator.section;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.Timeliness;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;

/** The table of students: sorted by its buttons, searched by its field. */
record StudentTable(List<ClassResults.Row> rows) {

    DomContent show() {
        List<String> exercises = exercises();
        Failures failures = Failures.of(rows);
        List<DomContent> headers = new ArrayList<>();
        headers.add(header("Student", false));
        headers.add(header("Points", true));
        headers.add(header("Pending", true));
        exercises.forEach(exercise -> headers.add(header(exercise, true)));
        boolean late = rows.stream()
                .anyMatch(row -> row.entry() instanceof ClassRun.GradedEntry graded
                        && graded.feedback().timeliness() != null);
        if (late) {
            headers.add(header("Late days", true));
            headers.add(header("After the late rule", true));
            headers.add(header("Time from", false));
        }
        headers.add(header("Failed checks", true));
        headers.add(header("Mistakes and remarks", false));
        return section(
                h2("Students"),
                div(
                                label("Search ").withFor("find"),
                                input().withType("search")
                                        .withId("find")
                                        .attr("autocomplete", "off")
                                        .attr("aria-controls", "students"),
                                label("Failed ").withFor("failed"),
                                select(
                                                option("anything or nothing").withValue(""),
                                                each(failures.groups(), StudentTable::group))
                                        .withId("failed")
                                        .attr("aria-controls", "students"),
                                span(rows.size() + " in all").withId("said").attr("role", "status"))
                        .withClass("find"),
                div(table(
                                        caption("One row per submission; the buttons in the first row sort."),
                                        thead(tr(each(headers, it -> it))),
                                        tbody(each(rows, row -> row(row, exercises, late, failures))))
                                .withId("students")
                                .attr("tabindex", "-1"))
                        .withClass("scroll"));
    }

    private List<String> exercises() {
        Set<String> slugs = new LinkedHashSet<>();
        rows.forEach(row -> {
            if (row.entry() instanceof ClassRun.GradedEntry graded) {
                graded.feedback().exercises().forEach(exercise -> slugs.add(exercise.id()));
            }
        });
        return List.copyOf(slugs);
    }

    private static DomContent header(String words, boolean number) {
        return th(button(Shown.line(words)).withType("button"))
                .attr("scope", "col")
                .withCondClass(number, "number");
    }

    private static DomContent row(ClassResults.Row row, List<String> exercises, boolean late, Failures failures) {
        DomContent name = row.link().isEmpty()
                ? text(Shown.line(row.name()))
                : a(Shown.line(row.name())).withHref(address(row.link()));
        List<DomContent> cells = new ArrayList<>();
        cells.add(td(name).withClass("name"));
        if (row.entry() instanceof ClassRun.GradedEntry graded) {
            graded(graded.feedback(), exercises, late, cells);
        } else {
            for (int i = 0; i < exercises.size() + (late ? 6 : 3); i++) {
                cells.add(number(""));
            }
            cells.add(td("Not graded: " + Shown.line(((ClassRun.NotGraded) row.entry()).reason()))
                    .withClass("bad"));
        }
        // Found by the name of the folder, too, where the report may show it.
        return tr(each(cells, it -> it))
                .condAttr(
                        !row.link().isEmpty(),
                        "data-find",
                        Shown.line(row.entry().student()))
                .attr("data-failed", failures.in(row));
    }

    private static DomContent group(Failures.Group group) {
        return optgroup(each(
                        group.choices(),
                        choice -> option(Shown.line(choice.words()) + " (" + choice.students() + ")")
                                .withValue(String.valueOf(choice.number()))))
                .attr("label", Shown.line(group.title()));
    }

    private static void graded(Feedback feedback, List<String> exercises, boolean late, List<DomContent> cells) {
        cells.add(number(Marks.text(feedback.marks().score())));
        cells.add(number(
                feedback.marks().pending() > 0 ? Marks.text(feedback.marks().pending()) : ""));
        for (String slug : exercises) {
            cells.add(number(feedback.exercises().stream()
                    .filter(exercise -> exercise.id().equals(slug))
                    .filter(exercise -> exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                    .map(exercise -> Marks.text(exercise.marks().score()))
                    .findFirst()
                    .orElse("")));
        }
        if (late) {
            late(feedback, cells);
        }
        List<CheckFeedback> failed = feedback.checks()
                .filter(check -> check.verdict() == Outcome.FAILED)
                .toList();
        cells.add(number(String.valueOf(failed.size())));
        Set<String> words = new LinkedHashSet<>();
        failed.forEach(check -> {
            if (check.explanation().mistake() != null) {
                words.add(check.explanation().mistake());
            }
        });
        feedback.exercises().forEach(exercise -> {
            if (exercise.status() == ExerciseFeedback.Status.REJECTED) {
                words.add(exercise.id() + " rejected");
            }
            if (exercise.with(Outcome.ERRORED).findAny().isPresent()) {
                words.add(exercise.id() + ": a fault of the grader");
            }
            if (exercise.linesRun() != null && !exercise.linesRun().notRun().isEmpty()) {
                words.add("not run: " + exercise.linesRun().missed());
            }
        });
        words.addAll(feedback.submission().remarks());
        if (!feedback.submission().ignoredChanges().isEmpty()) {
            words.add("changed files of the kit");
        }
        cells.add(td(Shown.line(String.join(", ", words))));
    }

    /** Days, points and where the time is from; the points of the other columns are those without the rule. */
    private static void late(Feedback feedback, List<DomContent> cells) {
        Timeliness timeliness = feedback.timeliness();
        if (timeliness == null) {
            cells.addAll(List.of(number(""), number(""), td("")));
            return;
        }
        String free = timeliness.freeDays() > 0 ? " (" + timeliness.freeDays() + " free)" : "";
        String deduction = timeliness.deduction() > 0 ? " (−" + Marks.text(timeliness.deduction()) + ")" : "";
        cells.add(number(timeliness.lateDays() + free));
        cells.add(number(Marks.text(timeliness.reduced(feedback.marks().score())) + deduction));
        cells.add(td(Shown.line(timeliness.time().origin())));
    }

    private static DomContent number(String text) {
        return td(text).withClass("number");
    }

    /** A relative address: a name with a colon or a percent sign must not become anything else. */
    static String address(String path) {
        try {
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "#";
        }
    }
}
