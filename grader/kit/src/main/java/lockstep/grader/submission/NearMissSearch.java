package lockstep.grader.submission;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockstep.grader.exercise.Exercise;

/** Looks for files that were meant as an exercise's stub and cannot be taken for it, and says what each lacks. */
final class NearMissSearch {

    private static final int MOST = 5;
    private static final int MOST_READ = 200;

    /** Bytes; what a file declares stands near its beginning. */
    private static final int MOST_OF_HEAD = 64 * 1024;

    private final Exercise exercise;
    private final FolderTree tree;
    private final IntakeLimits limits;
    private final SubmissionPaths paths;
    private final String type;
    private final String stub;

    NearMissSearch(Exercise exercise, FolderTree tree, IntakeLimits limits) {
        this.exercise = exercise;
        this.tree = tree;
        this.limits = limits;
        this.paths = new SubmissionPaths(tree.top());
        this.type = exercise.stub().getSimpleName();
        this.stub = StubSearch.stubName(exercise);
    }

    /** Returns what may have been meant although the stub is there, as the kit ships it. */
    List<SubmissionProblem> besideTheStub() {
        return files(tree)
                .filter(entry -> isText(entry) && !isShipped(entry))
                .filter(entry -> isNamedLikeStub(entry) || hasAllMethods(entry))
                .limit(MOST)
                .map(this::problem)
                .toList();
    }

    /** Returns what may have been meant, wherever it lies. */
    List<SubmissionProblem> all() {
        List<SubmissionProblem> problems = new ArrayList<>();
        tree.entries().stream().filter(this::isClosed).map(this::closed).forEach(problems::add);
        files(tree)
                .filter(entry -> isNamedLikeStub(entry) && !isShipped(entry))
                .map(this::problem)
                .forEach(problems::add);
        files(tree)
                .filter(entry -> isText(entry) && !isNamedLikeStub(entry))
                .limit(MOST_READ)
                .filter(this::isWrittenLikeStub)
                .map(this::problem)
                .forEach(problems::add);
        if (problems.isEmpty()) {
            files(tree.filledByTools(limits))
                    .filter(this::isNamedLikeStub)
                    .map(entry -> isCompiled(entry) ? problem(entry) : filledByTools(entry))
                    .forEach(problems::add);
        }
        return problems.stream().limit(MOST).toList();
    }

    private static Stream<FolderEntry> files(FolderTree tree) {
        return tree.entries().stream()
                .filter(entry -> entry.isFile() && !entry.name().startsWith("."));
    }

    private static boolean isText(FolderEntry entry) {
        return StubSearch.isSourceName(entry.name())
                || isKotlin(entry)
                || entry.name().matches("(?i).*\\.txt");
    }

    private boolean isClosed(FolderEntry entry) {
        boolean closed = entry.kind() == FolderEntry.Kind.LINK || entry.kind() == FolderEntry.Kind.UNREADABLE;
        return closed && entry.name().equals(exercise.id().slug());
    }

    private SubmissionProblem closed(FolderEntry entry) {
        return new SubmissionProblem(
                paths.show(entry.path()),
                "expected the folder with " + stub + ", found " + entry.kind().word(),
                "Hand in the folder itself, readable for all.");
    }

    /** A source or a class with the stub's name in its own, in any case, or any file of that name alone; no tests. */
    private boolean isNamedLikeStub(FolderEntry entry) {
        String lower = entry.name().toLowerCase(Locale.ROOT);
        String stem = lower.replaceFirst("\\..*", "").replaceAll("[^\\p{L}]", "");
        boolean code = StubSearch.isSourceName(entry.name()) || isKotlin(entry) || isCompiled(entry);
        return lower.contains(type.toLowerCase(Locale.ROOT))
                && !lower.contains("test")
                && (code || stem.equals(type.toLowerCase(Locale.ROOT)));
    }

    private static boolean isKotlin(FolderEntry entry) {
        return entry.name().matches("(?i).*\\.kts?");
    }

    /** It declares the stub's class, or another one in the stub's package. */
    private boolean isWrittenLikeStub(FolderEntry entry) {
        if (entry.name().toLowerCase(Locale.ROOT).endsWith(".txt") && !StubSearch.isSourceName(entry.name())
                || StubSearch.isGiven(exercise, entry.name())
                || paths.show(entry.path()).contains("src/test/")) {
            return false;
        }
        String text = text(entry);
        return JavaCode.declares(text, type) || packageOf(text).equals(exercise.packageName());
    }

    private boolean isShipped(FolderEntry entry) {
        return entry.name().equals(stub) && KitFiles.isShipped(exercise, text(entry));
    }

    /** It has whatever the stub has that can be called, under another class's name. */
    private boolean hasAllMethods(FolderEntry entry) {
        String code = JavaCode.withoutComments(text(entry));
        return isWrittenLikeStub(entry)
                && Stream.of(exercise.stub().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .allMatch(method -> Pattern.compile("\\b" + method.getName() + "\\s*\\(")
                                .matcher(code)
                                .find());
    }

    private SubmissionProblem problem(FolderEntry entry) {
        String lower = entry.name().toLowerCase(Locale.ROOT);
        if (isCompiled(entry)) {
            return problem(
                    entry,
                    "expected the source " + stub + ", found a compiled class without it",
                    "Hand in the .java file: your editor has it below src, and a compiled class cannot be graded.");
        }
        if (isKotlin(entry)) {
            return problem(entry, "expected the Java source " + stub + ", found Kotlin", "Write the exercise in Java.");
        }
        if (!StubSearch.isSourceName(entry.name()) && !lower.endsWith(".txt")) {
            return problem(
                    entry,
                    "expected the Java source " + stub + ", found a file of another kind",
                    "Save the code as plain text in a file of the name " + stub + ".");
        }
        String text = text(entry);
        String found = packageOf(text);
        Set<String> types = JavaCode.topLevelTypes(text);
        String inFile = " in a file " + stub + ".";
        if (!found.equals(exercise.packageName())) {
            return problem(
                    entry,
                    "expected the file " + stub + " with the line package " + exercise.packageName() + ";, found "
                            + (found.isEmpty() ? "no package line" : "package " + found + ";") + classes(types),
                    "Begin it with package " + exercise.packageName() + "; and hand in the class " + type + inFile);
        }
        return problem(
                entry,
                "expected the file " + stub + " with the class " + type + ", found"
                        + (types.isEmpty() ? " no class" : classes(types).replace(" and", "")),
                "Hand in the class " + type + inFile);
    }

    private SubmissionProblem filledByTools(FolderEntry entry) {
        return problem(
                entry,
                "expected " + stub + " among the sources, found it in a folder that build tools fill, where nothing is"
                        + " graded",
                "Move it to src/main/java/" + exercise.packagePath() + "/, or to the top.");
    }

    private SubmissionProblem problem(FolderEntry entry, String message, String remedy) {
        return new SubmissionProblem(paths.show(entry.path()), message, remedy);
    }

    private static String classes(Set<String> types) {
        return types.isEmpty()
                ? ""
                : " and the " + (types.size() == 1 ? "class " : "classes ") + SubmissionPaths.some(List.copyOf(types));
    }

    private static boolean isCompiled(FolderEntry entry) {
        return entry.name().matches("(?i).*\\.(class|jar)");
    }

    private String text(FolderEntry entry) {
        return entry.text(MOST_OF_HEAD).orElse("");
    }

    private static String packageOf(String text) {
        return PackageDeclaration.of(text).name();
    }
}
