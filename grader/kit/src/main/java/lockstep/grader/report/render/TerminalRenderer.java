package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.ReplayCommand;
import lockstep.grader.report.SinceLastRun;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Feedback for a terminal: the first thing to fix with all its evidence, then the exercises in few lines each.
 *
 * <p>The other failed checks' evidence is left to the JSON and the HTML, so that the first one stays in sight.
 */
public final class TerminalRenderer implements Renderer {

    static final List<String> LABELS = List.of("At", "Happened", "Why", "Try", "Mistake", "Again");
    private static final List<String> SHORT_LABELS = List.of("Try", "See");
    private static final int MOST_PIECES = 5;

    private final TerminalStyle style;

    public TerminalRenderer(TerminalStyle style) {
        this.style = style;
    }

    @Override
    public String render(Feedback feedback) {
        return new Screen(feedback, new TerminalPage(style)).show();
    }

    /** One feedback on its way to the page. */
    private record Screen(Feedback feedback, Digest digest, TerminalPage page) {

        Screen(Feedback feedback, TerminalPage page) {
            this(feedback, new Digest(feedback), page);
        }

        String show() {
            header();
            String fault = digest.fault();
            if (fault != null) {
                page.blank();
                page.rule("The grader failed", Ink.RED_BOLD);
                page.paragraph(0, fault, Ink.NONE);
            }
            Optional<Cause> first = digest.first();
            first.ifPresent(this::first);
            page.blank();
            page.rule("Exercises", Ink.BOLD);
            feedback.exercises().forEach(exercise -> exercise(exercise, first));
            notes();
            return page.text();
        }

        private void header() {
            Marks marks = feedback.marks();
            page.ends(
                    0,
                    "",
                    Shown.line(feedback.submission().id()) + ": " + page.said(digest.headline()),
                    page.said(Numbers.scored(marks)),
                    ink(marks));
            feedback.submission()
                    .remarks()
                    .forEach(remark -> page.labelled(0, page.sign("! ", "! "), 2, Shown.line(remark), Ink.YELLOW));
            SinceLastRun since = feedback.sinceLastRun();
            if (since != null) {
                page.paragraph(0, "Since the last run " + since.words(), Ink.FAINT);
            }
        }

        private void first(Cause cause) {
            CheckFeedback check = cause.check();
            CheckFeedback.Explanation words = check.explanation();
            page.blank();
            page.rule("Fix this first", Ink.RED_BOLD);
            page.ends(
                    0,
                    cross() + " ",
                    page.said(cause.exercise().title()) + ": "
                            + page.said(check.question().title()),
                    page.said("-" + Numbers.points(cause.lost())),
                    Ink.RED);
            if (!cause.others().isEmpty()) {
                page.paragraph(2, cause.more() + ".", Ink.FAINT);
            }
            label("At", place(words), Ink.CYAN);
            frames(2, cause);
            label("Happened", words.message(), Ink.NONE);
            label("Why", words.why(), Ink.NONE);
            label("Try", words.hint(), Ink.GREEN);
            label("Mistake", mistake(words.mistake()), Ink.NONE);
            String again = check.rerun().replay();
            if (again != null) {
                page.command(2, "Again", page.labels(LABELS), again);
            }
            evidence(2, check);
        }

        private void evidence(int indent, CheckFeedback check) {
            String said = check.explanation().message();
            List<Evidence> pieces = withoutHint(check).stream()
                    .filter(piece -> !EvidenceBlocks.of(piece, said).isEmpty())
                    .toList();
            for (Evidence evidence : pieces.subList(0, Math.min(MOST_PIECES, pieces.size()))) {
                page.blank();
                new TerminalEvidence(page, indent).show(evidence, said);
            }
            int more = pieces.size() - MOST_PIECES;
            if (more > 0) {
                page.blank();
                page.paragraph(
                        indent,
                        "… " + Numbers.plural(more, "more piece") + " of evidence in the JSON and the HTML",
                        Ink.FAINT);
            }
        }

        /** The first message's meaning is the hint, which stands just above. */
        private static List<Evidence> withoutHint(CheckFeedback check) {
            List<Evidence> pieces = new ArrayList<>(check.evidence());
            if (!pieces.isEmpty()
                    && pieces.get(0) instanceof Evidence.CompilerMessage first
                    && first.meaning() != null
                    && String.valueOf(check.explanation().hint()).startsWith(first.meaning())) {
                pieces.set(0, new Evidence.CompilerMessage(first.location(), first.message(), null));
            }
            return pieces;
        }

        private void frames(int indent, Cause cause) {
            String file = null;
            for (Frame frame : Frames.of(cause.exercise().sources(), cause.check())) {
                if (file != null) {
                    page.paragraph(indent, file.equals(frame.file()) ? "…" : frame.file(), Ink.FAINT);
                }
                page.code(indent, frame);
                file = frame.file();
            }
        }

        private void label(String label, @Nullable String text, Ink ink) {
            if (text != null) {
                page.labelled(2, label, page.labels(LABELS), text, ink);
            }
        }

        private void exercise(ExerciseFeedback exercise, Optional<Cause> first) {
            Marks marks = exercise.marks();
            String pending = marks.pending() > 0 ? " (+" + Marks.text(marks.pending()) + " pending)" : "";
            page.ends(
                    0,
                    mark(exercise) + " ",
                    page.said(exercise.title()) + " (" + exercise.id() + ")",
                    page.said(Numbers.points(marks.score(), marks.maxScore()) + pending),
                    ink(marks));
            String remark = Digest.remark(exercise);
            if (remark != null) {
                page.paragraph(4, remark, Ink.NONE);
            }
            String speed = Digest.speed(exercise);
            long passed = exercise.with(Outcome.PASSED).count();
            if (passed > 0) {
                String all = passed == exercise.checks().size() ? "all " : "";
                page.paragraph(
                        4,
                        all + Numbers.plural(passed, "check") + " passed"
                                + (speed == null ? "" : " · speedup " + speed),
                        Ink.FAINT);
            }
            Cause.of(exercise).forEach(cause -> failed(cause, first));
            Digest.undecided(exercise).forEach(this::undecided);
            speed(exercise, first);
            String notRun =
                    exercise.linesRun() == null ? null : exercise.linesRun().words();
            if (notRun != null) {
                page.paragraph(4, notRun, Ink.FAINT);
            }
            if (exercise.status() == ExerciseFeedback.Status.GRADED
                    || exercise.status() == ExerciseFeedback.Status.FAULT) {
                skipped(exercise);
            }
        }

        private void failed(Cause cause, Optional<Cause> first) {
            CheckFeedback check = cause.check();
            line(cross(), check, Ink.RED);
            if (first.isPresent() && first.get().check() == check) {
                page.paragraph(6, "see above", Ink.FAINT);
            } else {
                explained(cause);
            }
            if (!cause.others().isEmpty()) {
                page.ends(
                        6,
                        page.sign("└ ", "- "),
                        page.said(cause.more()) + ": " + cause.titles(page::said),
                        cause.marksOfOthers(),
                        Ink.FAINT);
            }
        }

        private void explained(Cause cause) {
            CheckFeedback check = cause.check();
            CheckFeedback.Explanation words = check.explanation();
            String place = place(words);
            boolean listed = !check.evidence().isEmpty()
                    && check.evidence().stream().allMatch(it -> it instanceof Evidence.CompilerMessage);
            // The compiler's messages are all that such an exercise is told: each is shown, and once.
            if (!listed) {
                page.paragraph(6, words.message() + (place == null ? "" : " (" + place + ")"), Ink.NONE);
            }
            frames(6, cause);
            String mistake = words.mistake() == null ? "" : " (" + words.mistake() + ")";
            page.labelled(6, "Try", page.labels(SHORT_LABELS), words.hint() + mistake, Ink.GREEN);
            String again = check.rerun().replay();
            if (again != null && again.startsWith(ReplayCommand.REPLAY)) {
                page.command(6, "See", page.labels(SHORT_LABELS), again);
            }
            boolean several = check.worth().maxScore() == 0 && check.evidence().size() > 1;
            if (listed || several) {
                evidence(6, check);
            }
        }

        private void undecided(Digest.Undecided group) {
            String kinds = group.checks().stream()
                    .map(check -> Digest.word(check.question().kind()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            page.ends(
                    4,
                    group.fault() ? "! " : "? ",
                    page.said(kinds) + ": " + page.said(group.titles()),
                    page.said(Marks.text(group.pending()) + " pending"),
                    group.fault() ? Ink.RED : Ink.YELLOW);
            page.paragraph(6, group.reason(), Ink.NONE);
        }

        /** The measured speedup is a picture where it is in doubt, and where nothing else is to be seen. */
        private void speed(ExerciseFeedback exercise, Optional<Cause> first) {
            boolean alone = feedback.exercises().size() == 1;
            exercise.checks().stream()
                    .filter(check -> first.isEmpty() || first.get().check() != check)
                    .filter(check -> alone || check.verdict() != Outcome.PASSED)
                    .flatMap(check -> check.evidence().stream())
                    .filter(evidence -> evidence instanceof Evidence.Timing || evidence instanceof Evidence.Scaling)
                    .flatMap(evidence -> EvidenceBlocks.of(evidence, null).stream())
                    .filter(block -> block instanceof Block.Speedup || block instanceof Block.Curve)
                    .forEach(new TerminalEvidence(page, 2)::show);
        }

        private void line(String mark, CheckFeedback check, Ink ink) {
            page.ends(
                    4,
                    mark + " ",
                    page.said(Digest.word(check.question().kind())) + ": "
                            + page.said(check.question().title()),
                    Numbers.points(check.earned(), check.worth().maxScore()),
                    ink);
        }

        private void skipped(ExerciseFeedback exercise) {
            Map<String, List<CheckFeedback>> byReason = exercise.with(Outcome.SKIPPED)
                    .collect(Collectors.groupingBy(
                            it -> String.valueOf(it.explanation().message()), TreeMap::new, Collectors.toList()));
            byReason.forEach((reason, checks) -> {
                double points =
                        checks.stream().mapToDouble(it -> it.worth().maxScore()).sum();
                page.ends(
                        4,
                        page.sign("– ", "- "),
                        page.said("Not asked") + ": "
                                + checks.stream()
                                        .map(it -> page.said(it.question().title()))
                                        .collect(Collectors.joining(", ")),
                        Numbers.points(0, points),
                        Ink.FAINT);
                page.paragraph(6, reason, Ink.NONE);
            });
        }

        private void notes() {
            String pending = digest.pending();
            List<String> notSeen = digest.notSeen();
            page.blank();
            if (pending != null) {
                page.labelled(0, page.sign("? ", "? "), 2, pending, Ink.YELLOW);
            }
            notSeen.forEach(note -> page.labelled(0, page.sign("· ", "* "), 2, note, Ink.FAINT));
            page.paragraph(0, digest.origin(), Ink.FAINT);
        }

        private String mark(ExerciseFeedback exercise) {
            if (exercise.marks().full()) {
                return page.sign("✓", "+");
            } else if (exercise.with(Outcome.FAILED).findAny().isPresent()
                    || exercise.status() == ExerciseFeedback.Status.REJECTED) {
                return cross();
            }
            if (exercise.status() == ExerciseFeedback.Status.FAULT) {
                return "!";
            }
            return exercise.marks().pending() > 0 ? "?" : page.sign("·", "-");
        }

        private String cross() {
            return page.sign("✗", "x");
        }

        private static @Nullable String place(CheckFeedback.Explanation words) {
            return words.location() == null
                    ? null
                    : words.location() + (words.onlyDeclared() ? ", where it begins" : "");
        }

        private static @Nullable String mistake(@Nullable String id) {
            return id == null ? null : id + " (./grade explain " + id + ")";
        }

        private static Ink ink(Marks marks) {
            if (marks.full()) {
                return Ink.GREEN;
            }
            return marks.score() + marks.pending() >= marks.maxScore() ? Ink.YELLOW : Ink.RED;
        }
    }
}
