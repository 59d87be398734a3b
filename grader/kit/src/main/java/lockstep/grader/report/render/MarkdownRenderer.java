package lockstep.grader.report.render;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** Feedback in GitHub's Markdown, for the summary of a step, which may have one mebibyte. */
public final class MarkdownRenderer implements Renderer {

    private static final int MOST_BYTES = 1_000_000;

    /** A page of a browser shows about as many characters of code. */
    private static final int COLUMNS = 110;

    @Override
    public String render(Feedback feedback) {
        return new Page(new Digest(feedback), new StringBuilder()).show();
    }

    /** Returns what is said about one check. */
    static String body(ExerciseFeedback exercise, CheckFeedback check) {
        CheckFeedback.Explanation words = check.explanation();
        String place = words.location() == null ? null : words.location().toString();
        return line("At", place == null ? null : MarkdownText.code(place))
                + Frames.of(exercise.sources(), check).stream()
                        .map(MarkdownRenderer::code)
                        .collect(Collectors.joining())
                + line("What happened", inline(words.message()))
                + line("Why it matters", inline(words.why()))
                + line("What to try", inline(words.hint()))
                + line("Mistake", words.mistake() == null ? null : MarkdownText.code(words.mistake()))
                + check.evidence().stream()
                        .map(evidence -> MarkdownEvidence.of(evidence, words.message()))
                        .collect(Collectors.joining())
                + line(
                        "See it again",
                        check.rerun().replay() == null
                                ? null
                                : MarkdownText.code(check.rerun().replay()));
    }

    private static String code(Frame frame) {
        TerminalPage lines = new TerminalPage(new TerminalStyle(false, COLUMNS, true));
        lines.code(0, frame);
        return MarkdownText.fence(lines.text());
    }

    private static @Nullable String inline(@Nullable String text) {
        return text == null ? null : MarkdownText.inline(text);
    }

    private static String line(String label, @Nullable String markdown) {
        return markdown == null ? "" : "\n**" + label + ":** " + markdown + "\n";
    }

    /** One feedback on its way to the page. */
    private record Page(Digest digest, StringBuilder out) {

        String show() {
            header();
            Optional<Cause> first = digest.first();
            first.ifPresent(this::first);
            StringBuilder notes = new StringBuilder();
            notes(notes);
            int room = MOST_BYTES - bytes(out) - bytes(notes);
            for (ExerciseFeedback exercise : digest.feedback().exercises()) {
                String section = exercise(exercise, first);
                room -= bytes(section);
                if (room < 0) {
                    out.append("\nMore than fits on this page: the rest is in the JSON and the HTML.\n");
                    break;
                }
                out.append(section);
            }
            return out.append(notes).toString();
        }

        private static int bytes(CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8).length;
        }

        private void header() {
            Feedback feedback = digest.feedback();
            Marks marks = feedback.marks();
            out.append("# Lockstep: ")
                    .append(Marks.text(marks.score()))
                    .append(" of ")
                    .append(Marks.text(marks.maxScore()))
                    .append(" points")
                    .append(marks.pending() > 0 ? ", " + Marks.text(marks.pending()) + " pending" : "")
                    .append("\n\n**")
                    .append(MarkdownText.inline(feedback.submission().id()))
                    .append("**: ")
                    .append(digest.headline());
            String fault = digest.fault();
            if (fault != null) {
                out.append("\n\n> **").append(fault).append("**");
            }
            feedback.submission()
                    .remarks()
                    .forEach(remark -> out.append("\n\n> ").append(MarkdownText.inline(remark)));
            out.append("\n\n| | Exercise | Points | Pending | Speedup |\n| --- | --- | --: | --: | --- |\n");
            for (ExerciseFeedback exercise : feedback.exercises()) {
                String speed = Digest.speed(exercise);
                out.append("| ")
                        .append(mark(exercise))
                        .append(" | ")
                        .append(MarkdownText.inline(exercise.title()))
                        .append(" | ")
                        .append(Numbers.points(
                                exercise.marks().score(), exercise.marks().maxScore()))
                        .append(" | ")
                        .append(
                                exercise.marks().pending() > 0
                                        ? Marks.text(exercise.marks().pending())
                                        : "")
                        .append(" | ")
                        .append(speed == null ? "" : speed)
                        .append(" |\n");
            }
        }

        private void first(Cause cause) {
            out.append("\n## Fix this first\n\n**")
                    .append(MarkdownText.inline(cause.exercise().title()))
                    .append(": ")
                    .append(MarkdownText.inline(cause.check().question().title()))
                    .append("** (-")
                    .append(Numbers.points(cause.lost()))
                    .append(cause.others().isEmpty() ? "" : "; " + cause.more())
                    .append(")\n")
                    .append(body(cause.exercise(), cause.check()));
        }

        private String exercise(ExerciseFeedback exercise, Optional<Cause> first) {
            StringBuilder section = new StringBuilder();
            section.append("\n## ")
                    .append(mark(exercise))
                    .append(' ')
                    .append(MarkdownText.inline(exercise.title()))
                    .append(" (")
                    .append(Numbers.points(
                            exercise.marks().score(), exercise.marks().maxScore()))
                    .append(")\n");
            String remark = Digest.remark(exercise);
            if (remark != null) {
                section.append("\n").append(MarkdownText.inline(remark)).append("\n");
            }
            if (exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED) {
                return section.toString();
            }
            section.append("\n| | Check | Kind | Points | |\n| --- | --- | --- | --: | --- |\n");
            for (CheckFeedback check : exercise.checks()) {
                section.append(row(check));
            }
            for (Cause cause : Cause.of(exercise)) {
                boolean above = first.isPresent() && first.get().check() == cause.check();
                if (!above) {
                    section.append(folded(exercise, cause.check()));
                }
                if (!cause.others().isEmpty()) {
                    section.append("\n<details><summary>")
                            .append(above ? "Above: " : "")
                            .append(cause.more())
                            .append("</summary>\n");
                    cause.others().forEach(check -> section.append(folded(exercise, check)));
                    section.append("\n</details>\n");
                }
            }
            exercise.checks().stream()
                    .filter(check -> check.verdict() != Outcome.FAILED
                            && !check.evidence().isEmpty())
                    .forEach(check -> section.append(folded(exercise, check)));
            return section.toString();
        }

        private static String folded(ExerciseFeedback exercise, CheckFeedback check) {
            return "\n<details><summary>" + sign(check.verdict()) + " "
                    + MarkdownText.inline(check.question().title()) + "</summary>\n" + body(exercise, check)
                    + "\n</details>\n";
        }

        private static String row(CheckFeedback check) {
            String message = check.explanation().message();
            return "| " + sign(check.verdict()) + " | "
                    + MarkdownText.inline(check.question().title()) + " | "
                    + Digest.word(check.question().kind()) + " | "
                    + (check.undecided()
                            ? Marks.text(check.pending()) + " pending"
                            : Numbers.points(check.earned(), check.worth().maxScore()))
                    + " | " + (message == null ? "" : MarkdownText.inline(message)) + " |\n";
        }

        private void notes(StringBuilder notes) {
            notes.append("\n---\n");
            String pending = digest.pending();
            if (pending != null) {
                notes.append("\n").append(pending).append("\n");
            }
            notes.append("\n**What this run cannot have seen**\n\n");
            digest.notSeen()
                    .forEach(note ->
                            notes.append("- ").append(MarkdownText.inline(note)).append("\n"));
            notes.append("\n<sub>").append(MarkdownText.inline(digest.origin())).append("</sub>\n");
        }

        private static String mark(ExerciseFeedback exercise) {
            if (exercise.marks().full()) {
                return "✅";
            } else if (exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED) {
                return "▫️";
            } else if (exercise.with(Outcome.FAILED).findAny().isPresent()) {
                return "❌";
            }
            return exercise.status() == ExerciseFeedback.Status.FAULT ? "❗" : "❔";
        }

        private static String sign(Outcome outcome) {
            return switch (outcome) {
                case PASSED -> "✅";
                case FAILED -> "❌";
                case INCONCLUSIVE -> "❔";
                case ERRORED -> "❗";
                case SKIPPED -> "▫️";
            };
        }
    }
}
