package lockstep.grader.report.render;

import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Feedback as GitHub's workflow commands: an annotation per failed check, at its line where one is known. */
public final class GithubRenderer implements Renderer {

    private final Map<String, String> files;
    private final Map<String, SourceLocation> stubs;

    /**
     * @param files where the sources lie within the repository, by the paths that feedback names them by
     * @param stubs for each exercise the line of its class, which a failure without a line of its own is shown at
     */
    public GithubRenderer(Map<String, String> files, Map<String, SourceLocation> stubs) {
        this.stubs = Map.copyOf(stubs);
        this.files = Map.copyOf(files);
    }

    @Override
    public String render(Feedback feedback) {
        StringBuilder out = new StringBuilder();
        Digest digest = new Digest(feedback);
        for (String remark : feedback.submission().remarks()) {
            out.append(command("warning", "title=Lockstep", remark));
        }
        for (Digest.Failure failure : digest.failures()) {
            out.append(error(failure));
        }
        for (ExerciseFeedback exercise : feedback.exercises()) {
            Digest.undecided(exercise)
                    .forEach(group -> out.append(command(
                            group.fault() ? "warning" : "notice",
                            place(stubs.get(exercise.id())) + "title="
                                    + property(
                                            exercise.title() + (group.fault() ? ": the grader failed" : ": pending")),
                            group.titles() + ": " + group.reason())));
        }
        Marks marks = feedback.marks();
        String fault = digest.fault();
        String pending = marks.pending() > 0 ? ", " + Marks.text(marks.pending()) + " pending" : "";
        return out.append(command(
                        "notice",
                        "title=Lockstep",
                        Marks.text(marks.score()) + " of " + Marks.text(marks.maxScore()) + " points" + pending + ". "
                                + (fault == null ? "" : fault + " ") + digest.headline()))
                .toString();
    }

    private String error(Digest.Failure failure) {
        CheckFeedback check = failure.check();
        SourceLocation at = check.explanation().location();
        String title = failure.exercise().title() + ": " + check.question().title();
        return command(
                "error",
                place(at != null ? at : stubs.get(failure.exercise().id())) + "title=" + property(title),
                check.explanation().message() + "\n" + check.explanation().why() + "\nTry: "
                        + check.explanation().hint());
    }

    private String place(@Nullable SourceLocation at) {
        return at == null
                ? ""
                : "file=" + property(files.getOrDefault(at.file(), at.file())) + ",line=" + at.line() + ",";
    }

    private static String command(String name, String properties, String message) {
        return "::" + name + " " + properties + "::" + data(Shown.lines(message)) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Shown.line(text)).replace(":", "%3A").replace(",", "%2C");
    }
}
