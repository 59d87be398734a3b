package lockstep.grader.compile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** The compiler's messages as a finding. */
final class CompilerFindings {

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(.+)");

    private CompilerFindings() {}

    /** Returns the finding; the messages stay in the compiler's order, because the first is the one to fix. */
    static Finding of(List<JavacAnswer.Message> errors, List<SourceFile> sources) {
        List<Evidence.CompilerMessage> messages = errors.stream()
                .map(error -> message(error, line(error.location(), sources)))
                .toList();
        Evidence.CompilerMessage first = messages.get(0);
        String where = first.location() == null
                ? ""
                : simpleName(first.location().file()) + " line "
                        + first.location().line() + ": ";
        String what = where + headline(first.message());
        return new Finding(
                messages.size() == 1
                        ? "It does not compile. " + what + "."
                        : "It does not compile: " + messages.size() + " errors. The first: " + what + ".",
                RefusalAdvice.of(hint(messages)),
                first.location(),
                List.copyOf(messages));
    }

    private static String hint(List<Evidence.CompilerMessage> messages) {
        String meaning = messages.get(0).meaning();
        String first = meaning != null ? meaning : "Look at the named line, and at the end of the one before it.";
        return messages.size() == 1
                ? first
                : first
                        + " Then compile again before you mend the others: later messages are often echoes of the first.";
    }

    private static Evidence.CompilerMessage message(JavacAnswer.Message error, String line) {
        return new Evidence.CompilerMessage(
                error.location(),
                TellingLines.headline(line, error.text()),
                TellingLines.meaning(line)
                        .or(() -> BeginnerErrors.meaning(error))
                        .orElse(null));
    }

    private static String line(@Nullable SourceLocation at, List<SourceFile> sources) {
        return at == null
                ? ""
                : sources.stream()
                        .filter(source -> source.path().equals(at.file()))
                        .flatMap(source ->
                                source.text().lines().skip(at.line() - 1L).limit(1))
                        .findFirst()
                        .orElse("");
    }

    /** Returns the first line, which for an unknown symbol does not say which. */
    private static String headline(String message) {
        String first = message.lines().findFirst().orElse(message);
        Matcher symbol = SYMBOL.matcher(message);
        return first.equals("cannot find symbol") && symbol.find()
                ? first + " " + symbol.group(1)
                : first.replaceFirst("\\.$", "");
    }

    private static String simpleName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
