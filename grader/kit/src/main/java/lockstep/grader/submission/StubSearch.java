package lockstep.grader.submission;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;

/**
 * Finds the file of an exercise's stub in a student's folder.
 *
 * <p>A file of the stub's name is taken before any other, one with the stub's package line before one without any (but in
 * the package's folder that line goes without saying), the one nearest to the top of its project before those further down,
 * and the stub as the kit ships it last. Where there is none, a file of another name is taken for it that declares the stub's class: the declaration says
 * what a file is, and its name is often another program's work. A file with another package line declares something else: it
 * is a near miss, as is all that only resembles the stub.
 */
final class StubSearch {

    private static final Pattern SOURCE_NAME = Pattern.compile("(?i).*\\.java(\\.txt)?");
    private static final int MOST_READ = 200;

    /** Bytes; what a file declares stands near its beginning. */
    private static final int MOST_OF_HEAD = 64 * 1024;

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::shipped)
            .thenComparing(Candidate::isOfAnotherPackage)
            .thenComparing(candidate -> !candidate.isDeclared() && !candidate.isInPackage())
            .thenComparing(Candidate::depth)
            .thenComparing(candidate -> !candidate.isInPackage())
            .thenComparing(candidate -> candidate.entry().path());

    private final Exercise exercise;
    private final FolderTree tree;
    private final IntakeLimits limits;
    private final SubmissionPaths paths;

    StubSearch(Exercise exercise, FolderTree tree, IntakeLimits limits) {
        this.exercise = exercise;
        this.tree = tree;
        this.limits = limits;
        this.paths = new SubmissionPaths(tree.top());
    }

    /** What was found. */
    sealed interface Found {}

    /**
     * A file to read as the stub's.
     *
     * @param remarks what of it is not as it should be, in words to the student
     */
    record At(FolderEntry file, List<String> remarks) implements Found {}

    /** Files that may have been meant, and why they are not taken. */
    record NearMisses(List<SubmissionProblem> problems) implements Found {}

    /** Nothing that resembles the stub. */
    record Nowhere() implements Found {}

    Found find() {
        List<Candidate> named = tree.entries().stream()
                .filter(entry -> entry.name().equals(stubName(exercise)))
                .map(this::candidate)
                .sorted(BEST_FIRST)
                .toList();
        if (!named.isEmpty() && !named.get(0).shipped() && !named.get(0).isOfAnotherPackage()) {
            return new At(named.get(0).entry(), severalFinds(named));
        }
        List<Candidate> declaring = declaringFiles();
        if (!declaring.isEmpty()) {
            return byDeclaration(declaring);
        }
        NearMissSearch search = new NearMissSearch(exercise, tree, limits);
        boolean asShipped = named.stream().anyMatch(Candidate::shipped);
        List<SubmissionProblem> problems = asShipped ? search.besideTheStub() : search.all();
        if (!problems.isEmpty()) {
            return new NearMisses(problems);
        }
        return named.isEmpty() ? new Nowhere() : new At(named.get(0).entry(), List.of());
    }

    /** Returns the file name of an exercise's stub. */
    static String stubName(Exercise exercise) {
        return exercise.stub().getSimpleName() + ".java";
    }

    /** Returns whether the name is that of a source file, which browsers and editors like to append to. */
    static boolean isSourceName(String name) {
        return SOURCE_NAME.matcher(name).matches() && !name.startsWith(".");
    }

    /** Returns whether the exercise is given a class of this file's name. */
    static boolean isGiven(Exercise exercise, String name) {
        return exercise.given().stream().map(Given::simpleName).anyMatch(given -> name.equals(given + ".java"));
    }

    private List<String> severalFinds(List<Candidate> named) {
        List<String> others = named.stream()
                .skip(1)
                .filter(other -> !other.shipped() && !other.isOfAnotherPackage())
                .map(other -> paths.show(other.entry().path()))
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Candidate first = named.get(0);
        boolean byPackage = named.stream().skip(1).anyMatch(other -> !other.shipped() && other.depth() < first.depth());
        return List.of("There are " + (others.size() + 1) + " files " + stubName(exercise) + ": "
                + paths.show(first.entry().path())
                + (byPackage ? ", which has the right package" : ", the nearest to the top") + ", was graded; "
                + SubmissionPaths.some(others) + (others.size() == 1 ? " was not." : " were not."));
    }

    private List<Candidate> declaringFiles() {
        String stub = stubName(exercise);
        return tree.entries().stream()
                .filter(FolderEntry::isFile)
                .filter(entry -> isSourceName(entry.name()) || isTextNamedLikeStub(entry.name()))
                .filter(entry -> !entry.name().equals(stub) && !isGiven(exercise, entry.name()))
                .limit(MOST_READ)
                .map(this::candidate)
                .filter(candidate -> !candidate.isOfAnotherPackage()
                        && JavaCode.declares(candidate.text(), exercise.stub().getSimpleName()))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** An editor that hides the endings of names saves LockedCounter as LockedCounter.txt. */
    private boolean isTextNamedLikeStub(String name) {
        return name.toLowerCase(Locale.ROOT)
                .equals(exercise.stub().getSimpleName().toLowerCase(Locale.ROOT) + ".txt");
    }

    private Found byDeclaration(List<Candidate> declaring) {
        Candidate first = declaring.get(0);
        String found = paths.show(first.entry().path());
        boolean allTheSame = declaring.stream()
                        .map(each -> StrictText.withoutTrailingBlanks(each.text()))
                        .distinct()
                        .count()
                == 1;
        if (allTheSame) {
            return new At(
                    first.entry(),
                    first.shipped()
                            ? List.of()
                            : List.of("Expected the file " + stubName(exercise) + ", found " + found
                                    + ": it was graded, as it declares that class. Name it "
                                    + stubName(exercise) + "."));
        }
        return new NearMisses(List.of(new SubmissionProblem(
                found,
                "expected one file " + stubName(exercise) + ", found " + declaring.size()
                        + " of other names that hold different classes "
                        + exercise.stub().getSimpleName() + ": "
                        + SubmissionPaths.some(declaring.stream()
                                .map(each -> paths.show(each.entry().path()))
                                .toList()),
                "Keep the one that counts, and name it " + stubName(exercise) + ".")));
    }

    private Candidate candidate(FolderEntry entry) {
        return new Candidate(entry, entry.text(MOST_OF_HEAD).orElse(""), exercise, paths.show(entry.path()));
    }

    /**
     * A file that may be the stub's.
     *
     * @param place its path from the top
     */
    private record Candidate(FolderEntry entry, String text, Exercise exercise, String place) {

        /** Returns whether it has the stub's package line. */
        boolean isDeclared() {
            return declared().equals(exercise.packageName());
        }

        private String declared() {
            return PackageDeclaration.of(text).name();
        }

        /** Returns whether it says that it is something else: that counts for more than the folder in which it lies. */
        boolean isOfAnotherPackage() {
            return !isDeclared() && !declared().isEmpty();
        }

        boolean isInPackage() {
            return entry.parentName().equals(exercise.id().slug());
        }

        boolean shipped() {
            return KitFiles.isShipped(exercise, text);
        }

        /** Returns how many folders lie above its project: those that a project has of itself do not count. */
        int depth() {
            String project = place.replaceFirst(
                    "(?:(?:^|/)(?:exercises|app))?(?:(?:^|/)src(?:/main/java)?)?(?:(?:^|/)lockstep)?(?:(?:^|/)"
                            + Pattern.quote(exercise.id().slug()) + ")?(?:^|/)[^/]+$",
                    "");
            return project.isEmpty()
                    ? 0
                    : 1 + (int) project.chars().filter(c -> c == '/').count();
        }
    }

    /** Returns the name in the form that Java sources are typed in; macOS takes letters apart from their accents. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
