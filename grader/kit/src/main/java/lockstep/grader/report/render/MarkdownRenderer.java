package lockstep.grader.report.render;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
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

    private final Language language;

    public MarkdownRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        return new Page(this, new Digest(feedback), new StringBuilder()).show();
    }

    /** Returns what is said about one check. */
    String body(ExerciseFeedback exercise, CheckFeedback check) {
        CheckFeedback.Explanation words = check.explanation();
        String place = words.location() == null ? null : words.location().toString();
        return line("At", place == null ? null : MarkdownText.code(place))
                + Frames.of(exercise.sources(), check).stream().map(this::code).collect(Collectors.joining())
                + line("What happened", inline(words.message()))
                + line("Why it matters", inline(words.why()))
                + line("What to try", inline(words.hint()))
                + line("Mistake", words.mistake() == null ? null : MarkdownText.code(words.mistake()))
                + check.evidence().stream()
                        .map(evidence -> new MarkdownEvidence(this).of(evidence, words.message()))
                        .collect(Collectors.joining())
                + line(
                        "See it again",
                        check.rerun().replay() == null
                                ? null
                                : MarkdownText.code(check.rerun().replay()));
    }

    private String code(Frame frame) {
        TerminalPage lines = new TerminalPage(new TerminalStyle(false, COLUMNS, true, language));
        lines.code(0, frame);
        return MarkdownText.fence(lines.text());
    }

    private @Nullable String inline(@Nullable String english) {
        return english == null ? null : said(english);
    }

    private String line(String label, @Nullable String markdown) {
        return markdown == null ? "" : "\n**" + said(label) + ":** " + markdown + "\n";
    }

    /** Returns the text in the reader's language, for a paragraph, a heading or a cell. */
    String said(String english) {
        return MarkdownText.inline(language.say(english));
    }

    /** Returns the text in the reader's language, for code. */
    String plain(String english) {
        return language.say(english);
    }

    /** One feedback on its way to the page. */
    private record Page(MarkdownRenderer form, Digest digest, StringBuilder out) {

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
                    out.append("\n" + form.said("More than fits on this page: the rest is in the JSON and the HTML.")
                            + "\n");
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
                    .append(form.said(Numbers.scored(marks)))
                    .append("\n\n**")
                    .append(MarkdownText.inline(feedback.submission().id()))
                    .append("**: ")
                    .append(form.said(digest.headline()));
            String fault = digest.fault();
            if (fault != null) {
                out.append("\n\n> **").append(form.said(fault)).append("**");
            }
            feedback.submission()
                    .remarks()
                    .forEach(remark -> out.append("\n\n> ").append(form.said(remark)));
            out.append("\n\n" + headers("", "Exercise", "Points", "Pending", "Speedup")
                    + "| --- | --- | --: | --: | --- |\n");
            for (ExerciseFeedback exercise : feedback.exercises()) {
                String speed = Digest.speed(exercise);
                out.append("| ")
                        .append(mark(exercise))
                        .append(" | ")
                        .append(form.said(exercise.title()))
                        .append(" | ")
                        .append(Numbers.points(
                                exercise.marks().score(), exercise.marks().maxScore()))
                        .append(" | ")
                        .append(
                                exercise.marks().pending() > 0
                                        ? Marks.text(exercise.marks().pending())
                                        : "")
                        .append(" | ")
                        .append(speed == null ? "" : form.said(speed))
                        .append(" |\n");
            }
        }

        private void first(Cause cause) {
            out.append("\n## " + form.said("Fix this first") + "\n\n**")
                    .append(form.said(cause.exercise().title()))
                    .append(": ")
                    .append(form.said(cause.check().question().title()))
                    .append("** (-")
                    .append(form.said(Numbers.points(cause.lost())))
                    .append(cause.others().isEmpty() ? "" : "; " + form.said(cause.more()))
                    .append(")\n")
                    .append(form.body(cause.exercise(), cause.check()));
        }

        private String exercise(ExerciseFeedback exercise, Optional<Cause> first) {
            StringBuilder section = new StringBuilder();
            section.append("\n## ")
                    .append(mark(exercise))
                    .append(' ')
                    .append(form.said(exercise.title()))
                    .append(" (")
                    .append(Numbers.points(
                            exercise.marks().score(), exercise.marks().maxScore()))
                    .append(")\n");
            String remark = Digest.remark(exercise);
            if (remark != null) {
                section.append("\n").append(form.said(remark)).append("\n");
            }
            if (exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED) {
                return section.toString();
            }
            section.append("\n" + headers("", "Check", "Kind", "Points", "") + "| --- | --- | --- | --: | --- |\n");
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
                            .append(form.said((above ? "Above: " : "") + cause.more()))
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

        private String folded(ExerciseFeedback exercise, CheckFeedback check) {
            return "\n<details><summary>" + sign(check.verdict()) + " "
                    + form.said(check.question().title()) + "</summary>\n" + form.body(exercise, check)
                    + "\n</details>\n";
        }

        private String row(CheckFeedback check) {
            String message = check.explanation().message();
            return "| " + sign(check.verdict()) + " | "
                    + form.said(check.question().title()) + " | "
                    + form.said(Digest.word(check.question().kind())) + " | "
                    + (check.undecided()
                            ? form.said(Marks.text(check.pending()) + " pending")
                            : Numbers.points(check.earned(), check.worth().maxScore()))
                    + " | " + (message == null ? "" : form.said(message)) + " |\n";
        }

        private void notes(StringBuilder notes) {
            notes.append("\n---\n");
            String pending = digest.pending();
            if (pending != null) {
                notes.append("\n").append(form.said(pending)).append("\n");
            }
            notes.append("\n**" + form.said("What this run cannot have seen") + "**\n\n");
            digest.notSeen()
                    .forEach(note -> notes.append("- ").append(form.said(note)).append("\n"));
            notes.append("\n<sub>").append(form.said(digest.origin())).append("</sub>\n");
        }

        private String headers(String... words) {
            return Stream.of(words)
                    .map(word -> word.isEmpty() ? "" : form.said(word) + " ")
                    .collect(Collectors.joining("| ", "| ", "|\n"));
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
