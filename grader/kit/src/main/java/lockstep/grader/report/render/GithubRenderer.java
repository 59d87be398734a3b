package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as GitHub's workflow commands: an annotation per failed check, at its line where one is known.
 *
 * <p>GitHub shows ten annotations of a kind for a step and drops the rest without a word. So there are ten in all, the last
 * one of which tells the points and how many more there would be. First comes one failure of each cause.
 */
public final class GithubRenderer implements Renderer {

    /** Without the one that tells the points. */
    private static final int MOST = 9;

    private final Places places;
    private final Language language;

    /**
     * @param files where the sources lie within the repository, by the paths that feedback names them by
     * @param stubs for each exercise the line of its class, which a failure without a line of its own is shown at
     */
    public GithubRenderer(Map<String, String> files, Map<String, SourceLocation> stubs, Language language) {
        this.language = language;
        this.places = new Places(files, stubs);
    }

    @Override
    public String render(Feedback feedback) {
        Digest digest = new Digest(feedback);
        List<String> annotations = new ArrayList<>();
        telling(digest).forEach(failure -> annotations.add(error(failure)));
        for (String remark : feedback.submission().remarks()) {
            annotations.add(command("warning", "title=Lockstep", remark));
        }
        for (ExerciseFeedback exercise : feedback.exercises()) {
            Digest.undecided(exercise)
                    .forEach(group -> annotations.add(command(
                            group.fault() ? "warning" : "notice",
                            place(places.of(exercise)) + "title="
                                    + property(language.say(exercise.title()) + ": "
                                            + language.say(group.fault() ? "the grader failed" : "pending")),
                            group.titles() + ": " + group.reason())));
        }
        Marks marks = feedback.marks();
        String fault = digest.fault();
        int more = annotations.size() - MOST;
        return String.join("", annotations.subList(0, Math.min(MOST, annotations.size())))
                + command(
                        "notice",
                        "title=Lockstep",
                        Numbers.scored(marks) + ". "
                                + (fault == null ? "" : fault + " ") + digest.headline()
                                + (more > 0 ? "\n" + more + " more like these: see the summary of the run." : ""));
    }

    /** Returns the failures that may be shown: first one of each cause, in the order in which to mend them. */
    private static List<Digest.Failure> telling(Digest digest) {
        List<Cause> causes = digest.causes();
        return Stream.concat(
                        causes.stream().map(cause -> new Digest.Failure(cause.exercise(), cause.check())),
                        causes.stream()
                                .flatMap(cause -> cause.others().stream()
                                        .map(other -> new Digest.Failure(cause.exercise(), other))))
                .filter(failure -> failure.check().question().shown())
                .toList();
    }

    private String error(Digest.Failure failure) {
        CheckFeedback check = failure.check();
        String title = new Speech(language).title(failure.exercise(), check);
        return command(
                "error",
                place(places.of(failure.exercise(), check)) + "title=" + property(title),
                check.explanation().message() + "\n" + check.explanation().why() + "\nTry: "
                        + check.explanation().hint());
    }

    private static String place(@Nullable SourceLocation at) {
        return at == null ? "" : "file=" + property(at.file()) + ",line=" + at.line() + ",";
    }

    private String command(String name, String properties, String message) {
        return "::" + name + " " + properties + "::" + data(Shown.lines(language.say(message))) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Shown.line(text)).replace(":", "%3A").replace(",", "%2C");
    }
}
