package lockstep.grader.classroom.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.i;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.LeftOutStage;
import lockstep.grader.classroom.ToldUpload;
import lockstep.grader.exercise.mistakes.Mistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** The report's parts in words and tables. A part with nothing to say is left out. */
final class Sections {

    private static final int MOST_MISTAKES = 15;
    private static final DomContent NOTHING = text("");

    private final ClassResults results;
    private final Statistics statistics;
    private final MistakeCatalog mistakes;

    Sections(ClassResults results, Statistics statistics, MistakeCatalog mistakes) {
        this.results = results;
        this.statistics = statistics;
        this.mistakes = mistakes;
    }

    /** What is not decided: first what the grader failed at, which nobody but the instructor can settle. */
    DomContent undecided() {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        boolean quieter = false;
        for (ClassResults.Row row : results.rows()) {
            if (row.entry() instanceof ClassRun.FaultEntry fault) {
                add(faults, "not graded: " + fault.reason(), row);
            } else if (row.entry() instanceof ClassRun.MissingEntry missing) {
                add(waiting, missing.reason(), row);
            } else if (row.entry() instanceof ClassRun.GradedEntry graded) {
                quieter |= graded.feedback().checks().anyMatch(LeftOutStage::mayBeDecidedLater);
                // What rests on an undecided check is undecided for its reason.
                graded.feedback()
                        .checks()
                        .filter(CheckFeedback::undecided)
                        .filter(check -> check.explanation().restsOn() == null)
                        .forEach(check -> add(
                                check.verdict() == Outcome.ERRORED ? faults : waiting,
                                String.valueOf(check.explanation().message()),
                                row));
            }
        }
        return faults.isEmpty() && waiting.isEmpty()
                ? NOTHING
                : section(
                        h2("Not decided"),
                        reasons("Faults of the grader: nothing is awarded for these", faults, "bad"),
                        reasons("Left open", waiting, "soft"),
                        !quieter
                                ? NOTHING
                                : p(
                                                text(
                                                        "What a busy machine left open was judged three times. When it is quiet, the same"
                                                                + " command with "),
                                                code("--retry-pending"),
                                                text(" judges it again, and only that."))
                                        .withClass("soft small"));
    }

    private static void add(Map<String, List<String>> byReason, String reason, ClassResults.Row row) {
        byReason.computeIfAbsent(Shown.line(reason.replaceAll("\\d[\\d.,]*", "…")), it -> new ArrayList<>())
                .add(row.name());
    }

    private static DomContent reasons(String title, Map<String, List<String>> byReason, String look) {
        return byReason.isEmpty()
                ? NOTHING
                : div(
                        h3(title),
                        ul(each(
                                List.copyOf(byReason.entrySet()),
                                it -> li(
                                        text(it.getKey() + " "),
                                        span(who(it.getValue())).withClass(look)))));
    }

    /** Who needs help: first those of whom there is nothing to grade. */
    DomContent help() {
        List<DomContent> nothing = new ArrayList<>();
        results.arrivals().missing().forEach(name -> nothing.add(li(Shown.line(name) + ": handed in nothing")));
        List<DomContent> weak = new ArrayList<>();
        results.rows().stream()
                .filter(row -> row.entry() instanceof ClassRun.UnusableEntry)
                .forEach(row -> nothing.add(li(
                        name(row), text(": " + Shown.line(((ClassRun.UnusableEntry) row.entry()).reason())))));
        results.rows().stream()
                .filter(row -> row.entry() instanceof ClassRun.GradedEntry)
                .sorted(Comparator.comparingDouble(
                        row -> Statistics.share(((ClassRun.GradedEntry) row.entry()).feedback())))
                .forEach(row -> {
                    var feedback = ((ClassRun.GradedEntry) row.entry()).feedback();
                    if (Statistics.share(feedback) < results.helpBelow()) {
                        weak.add(li(name(row), text(": " + Marks.text(Statistics.points(feedback)))));
                    }
                });
        return section(
                h2("Who needs help"),
                nothing.isEmpty()
                        ? NOTHING
                        : folded(counted(nothing.size(), "student") + " of whom there is nothing to grade", nothing),
                weak.isEmpty()
                        ? p("Nobody is below " + percent(results.helpBelow()) + " of the points.")
                        : folded(
                                counted(weak.size(), "student") + " below " + percent(results.helpBelow())
                                        + " of the points",
                                weak));
    }

    private static DomContent folded(String title, List<DomContent> items) {
        return details(summary(title), ul(each(items, it -> it))).withCondOpen(items.size() <= 20);
    }

    private static String who(List<String> names) {
        List<String> once = names.stream().distinct().toList();
        String first = String.join("; ", once.subList(0, Math.min(8, once.size())));
        return counted(names.size(), "time") + ": " + Shown.line(first)
                + (once.size() > 8 ? " and " + (once.size() - 8) + " more" : "");
    }

    private static DomContent name(ClassResults.Row row) {
        return row.link().isEmpty()
                ? text(Shown.line(row.name()))
                : a(Shown.line(row.name())).withHref(StudentTable.address(row.link()));
    }

    /** Per exercise and per check how many passed. */
    DomContent checks() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(h2("Checks"));
        parts.add(p(
                        key("passed", "passed"),
                        key("failed", "failed"),
                        key("pending", "pending"),
                        key("skipped", "not asked"))
                .withClass("key small"));
        statistics.tallies().forEach((exercise, tallies) -> {
            long handedIn = statistics.handedIn(exercise);
            parts.add(h3(Shown.line(tallies.get(0).exerciseTitle())));
            parts.add(p(handedIn == 0
                            ? "Nobody handed it in."
                            : counted(handedIn, "submission") + ", on average "
                                    + percent(statistics.meanShare(exercise)) + " of its points" + linesRun(exercise))
                    .withClass("soft small"));
            if (handedIn > 0) {
                parts.add(div(tallies(tallies)).withClass("scroll").attr("tabindex", "0"));
            }
        });
        return section(parts.toArray(DomContent[]::new));
    }

    private String linesRun(String exercise) {
        OptionalDouble share = statistics.linesRun(exercise);
        return share.isPresent()
                ? "; correctness and race checks ran " + percent(share.getAsDouble()) + " of the lines under control"
                : "";
    }

    private static DomContent key(String look, String words) {
        return span(i().withClass(look).attr("aria-hidden", "true"), text(words));
    }

    private static DomContent tallies(List<Statistics.Tally> tallies) {
        return table(
                thead(tr(each(
                        List.of("Check", "Kind", "", "Passed", "Failed", "Pending", "Not asked"),
                        it -> th(it).attr("scope", "col")
                                .withCondClass(
                                        !it.isEmpty() && "PassedFailedPendingNot asked".contains(it), "number")))),
                tbody(each(
                        tallies,
                        it -> tr(
                                td(Shown.line(it.question().title())).withClass("name"),
                                td(it.question().kind().word()),
                                td(Pictures.tally(it)),
                                td(percent((double) it.of(Outcome.PASSED) / Math.max(1, it.all())))
                                        .withClass("number"),
                                number(it.of(Outcome.FAILED)),
                                number(it.of(Outcome.INCONCLUSIVE, Outcome.ERRORED)),
                                number(it.of(Outcome.SKIPPED))))));
    }

    private static DomContent number(int count) {
        return td(count == 0 ? "" : String.valueOf(count)).withClass("number");
    }

    /** What most get wrong, with the catalogue's words to teach from. */
    DomContent mistakes() {
        List<Statistics.Common> common = statistics.common(MOST_MISTAKES);
        if (common.isEmpty()) {
            return NOTHING;
        }
        return section(h2("Most frequent mistakes"), each(common, this::mistake));
    }

    private DomContent mistake(Statistics.Common it) {
        Optional<Mistake> known = mistakes.find(it.mistake());
        String title = known.map(mistake -> mistake.id() + ": " + mistake.title())
                .orElse(it.check().title() + " (" + it.check().id() + ")");
        return details(
                summary(strong(counted(it.who().size(), "student")), text(" · " + Shown.line(title))),
                p("What happened to one of them:").withClass("soft small"),
                blockquote(Shown.line(it.excerpt())),
                p(each(
                                IntStream.range(0, it.who().size()).boxed().toList(),
                                i -> join(
                                        name(it.who().get(i)),
                                        text(i + 1 < it.who().size() ? "; " : ""))))
                        .withClass("small"),
                known.map(mistake -> (DomContent) div(
                                p(Shown.line(mistake.wrong())),
                                p(Shown.line(mistake.advice().why())),
                                p(
                                        strong("To try: "),
                                        text(Shown.line(mistake.advice().hint()))),
                                p(text("A student reads the same with "), code("./grade explain " + mistake.id()))
                                        .withClass("soft small")))
                        .orElse(NOTHING));
    }

    /** How fast, where it was measured. */
    DomContent speedups() {
        Map<String, List<Double>> speedups = statistics.speedups();
        if (speedups.isEmpty()) {
            return NOTHING;
        }
        List<DomContent> parts = new ArrayList<>();
        parts.add(h2("Speedups"));
        parts.add(
                p("A dot is a submission; 100 % is what the kit's own reference reached on the same machine in the same"
                                + " minute.")
                        .withClass("soft small"));
        speedups.forEach((exercise, shares) -> {
            parts.add(h3(Shown.line(exercise)));
            parts.add(Pictures.speedups(exercise, shares));
        });
        return section(parts.toArray(DomContent[]::new));
    }

    /** What was decided by hand, so that it can be read beside what the machine found. */
    DomContent byHand() {
        List<DomContent> lines = new ArrayList<>();
        for (ClassResults.Row row : results.rows()) {
            if (row.entry() instanceof ClassRun.GradedEntry graded) {
                for (ExerciseFeedback exercise : graded.feedback().exercises()) {
                    exercise.adjustments().forEach(it -> lines.add(decided(row, exercise.id(), it)));
                    exercise.checks()
                            .forEach(check -> check.worth()
                                    .adjustments()
                                    .forEach(it -> lines.add(
                                            decided(row, check.question().id(), it))));
                }
            }
        }
        return lines.isEmpty()
                ? NOTHING
                : section(
                        h2("By hand"),
                        p("Points and comments of yours; they are in the points above and in the students' feedback.")
                                .withClass("soft small"),
                        ul(each(lines, it -> it)));
    }

    private static DomContent decided(ClassResults.Row row, String target, Adjustment adjustment) {
        return li(name(row), text(" · " + Shown.line(target) + " · " + Shown.line(adjustment.words())));
    }

    /** Whose points changed since an older report. */
    DomContent changes() {
        if (!results.changes().compared()) {
            return NOTHING;
        }
        return section(
                h2("Changed since the older report"),
                results.changes().changes().isEmpty()
                        ? p("Nobody's points and no verdict changed.")
                        : table(
                                caption("Points without pending ones"),
                                tbody(each(
                                        results.changes().changes(),
                                        it -> tr(
                                                td(Shown.line(it.student())).withClass("name"),
                                                td(Shown.line(it.words())))))));
    }

    DomContent similarity() {
        if (results.similarity().message().isEmpty()) {
            return NOTHING;
        }
        return section(
                h2("Similar submissions"),
                p(Shown.line(results.similarity().message())),
                p("Alike is not copied: short exercises have few solutions. Look at both.")
                        .withClass("soft small"),
                ul(each(
                        results.similarity().pairs(),
                        it -> li(percent(it.similarity()) + ": " + Shown.line(it.first()) + " and "
                                + Shown.line(it.second())))));
    }

    /** Who is on one side only. */
    DomContent roster() {
        ClassResults.Arrivals arrivals = results.arrivals();
        if (arrivals.unknown().isEmpty() && arrivals.missing().isEmpty()) {
            return NOTHING;
        }
        return section(
                h2("Roster"),
                h3("On the roster, but without a submission"),
                names(arrivals.missing()),
                h3("Handed in, but of nobody on the roster"),
                arrivals.unknown().isEmpty()
                        ? names(arrivals.unknown())
                        : ul(each(arrivals.unknown(), it -> li(Shown.line(it)))));
    }

    /** What became of every upload. */
    DomContent uploads() {
        List<ToldUpload> uploads = results.arrivals().uploads();
        if (uploads.isEmpty()) {
            return NOTHING;
        }
        Map<String, ClassRun.Entry> entries = new HashMap<>();
        results.rows().forEach(row -> entries.put(row.entry().student(), row.entry()));
        return section(
                h2("Uploads"),
                details(
                        summary(counted(uploads.size(), "upload") + ", read as: "
                                + Shown.line(results.arrivals().readAs())),
                        table(
                                thead(tr(
                                        each(List.of("Student", "Upload", "", ""), it -> th(it).attr("scope", "col")))),
                                tbody(each(uploads, it -> upload(it, entries.get(it.student())))))));
    }

    private static DomContent upload(ToldUpload upload, ClassRun.@Nullable Entry entry) {
        String not = upload.fate() == ToldUpload.Fate.GRADED ? whyNot(entry) : null;
        return tr(
                td(Shown.line(upload.student())).withClass("name"),
                td(Shown.line(upload.upload())),
                td((not == null ? upload.fate() : ToldUpload.Fate.NOT_GRADED).word()),
                td(Shown.line(not == null ? upload.words() : not)));
    }

    private static @Nullable String whyNot(ClassRun.@Nullable Entry entry) {
        if (entry instanceof ClassRun.NotGraded not) {
            return not.reason();
        }
        return entry instanceof ClassRun.GradedEntry graded && graded.feedback().onlyByHand()
                ? "points or comments by hand only: "
                        + graded.feedback().exercises().get(0).remark()
                : null;
    }

    private static DomContent names(List<String> names) {
        return p(names.isEmpty() ? "Nobody." : Shown.line(String.join("; ", names)));
    }

    private static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * share + 1e-9));
    }
}
