package lockstep.grader.report;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.JavaCode;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where a submission declares its class and its methods: the place to begin with where no line is known to be at fault.
 * It reads the text, not the meaning: of two methods of one name it finds the first.
 */
final class Declarations {

    private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w{0,60})\\(");
    private static final Set<String> NO_TYPES =
            Set.of("new", "return", "throw", "else", "case", "yield", "assert", "do", "instanceof");
    private static final int LONGEST_HEAD = 2_000;

    private static final Pattern WORD = Pattern.compile("\\b[a-z]\\w{0,60}\\b");

    private final String path;
    private final String className;
    private final Set<String> methods;
    private final String code;

    private Declarations(String path, String className, Set<String> methods, String code) {
        this.path = path;
        this.className = className;
        this.methods = methods;
        this.code = code;
    }

    /** Returns the declarations in the exercise's file; there are none in a submission without it. */
    static Declarations of(Submission submission, Exercise exercise) {
        String path = exercise.stubPath();
        String text = submission.parts().get(exercise.id()) instanceof Submission.Sources sources
                ? sources.files().stream()
                        .filter(file -> file.path().equals(path))
                        .map(file -> file.text())
                        .findFirst()
                        .orElse("")
                : "";
        Set<String> methods = Stream.of(exercise.stub().getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        return new Declarations(path, exercise.stub().getSimpleName(), methods, JavaCode.withoutComments(text));
    }

    /**
     * Returns where the first of the methods is declared that a message names by a call, or else by its name alone, if it is
     * one of the exercise's; otherwise the class, or null where not even that is found. A method that only looks,
     * {@code get()}, comes after the others.
     */
    @Nullable
    SourceLocation nearest(String message) {
        int looking = -1;
        Matcher call = CALL.matcher(message);
        while (call.find()) {
            int place = declarationOf(call.group(1));
            if (place >= 0 && !call.group(1).equals("get")) {
                return at(place);
            }
            looking = looking < 0 ? place : looking;
        }
        if (looking >= 0) {
            return at(looking);
        }
        Matcher word = WORD.matcher(message);
        while (word.find()) {
            int place = methods.contains(word.group()) ? declarationOf(word.group()) : -1;
            if (place >= 0) {
                return at(place);
            }
        }
        Matcher type = Pattern.compile("\\b(?:class|record|enum|interface)\\s+" + className + "\\b")
                .matcher(code);
        return type.find() ? at(type.start()) : null;
    }

    private SourceLocation at(int place) {
        return new SourceLocation(
                path,
                1
                        + (int) code.substring(0, place)
                                .chars()
                                .filter(c -> c == '\n')
                                .count());
    }

    private int declarationOf(String method) {
        Matcher name = Pattern.compile("\\b" + method + "\\s*\\(").matcher(code);
        while (name.find()) {
            if (followsType(name.start()) && isFollowedByBody(name.end())) {
                return name.start();
            }
        }
        return -1;
    }

    private boolean followsType(int place) {
        int end = place;
        while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
            end--;
        }
        if (end == 0 || end == place) {
            return false;
        }
        char last = code.charAt(end - 1);
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
            start--;
        }
        return last == '>' || last == ']' || (start < end && !NO_TYPES.contains(code.substring(start, end)));
    }

    private boolean isFollowedByBody(int place) {
        int depth = 1;
        int at = place;
        int end = Math.min(code.length(), place + LONGEST_HEAD);
        while (at < end && depth > 0) {
            depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            at++;
        }
        String rest = code.substring(at, Math.max(at, end)).stripLeading();
        return depth == 0 && (rest.startsWith("{") || rest.startsWith("throws"));
    }
}
