package lockstep.grader.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lockstep.grader.exercise.Exercise;

/** Reads what was handed in for one exercise: the stub's file and the further classes beside it. Subfolders are not read. */
final class PartReader {

    private static final Pattern TESTS = Pattern.compile(
            "(?m)^[ \\t]*+import[ \\t]++(?:static[ \\t]++)?(?:org\\.junit|junit\\.framework|org\\.testng|org\\.assertj"
                    + "|org\\.hamcrest|org\\.mockito)\\b");

    /** How many times more files may lie beside the sources than count. */
    private static final int MOST_BESIDE = 5;

    private final Exercise exercise;
    private final FolderEntry stub;
    private final Set<String> stubNames;
    private final IntakeLimits limits;
    private final SubmissionPaths paths;
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<SubmissionProblem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> wordsOfStub = new HashSet<>();
    private final Map<String, Path> places = new TreeMap<>();
    private int bytesRead;

    /**
     * @param stub the file to read as the stub's
     * @param stubNames the file names of all exercises' stubs, which may lie in the same folder
     */
    PartReader(Exercise exercise, FolderEntry stub, Set<String> stubNames, IntakeLimits limits, SubmissionPaths paths) {
        this.exercise = exercise;
        this.stub = stub;
        this.stubNames = stubNames;
        this.limits = limits;
        this.paths = paths;
    }

    /** @param entries what lies in the stub's folder */
    Submission.Part read(List<FolderEntry> entries) {
        places.put(exercise.stubPath(), stub.path());
        if (!stub.isFile()) {
            problem(
                    stub,
                    "expected the source file of " + exercise.stub().getSimpleName() + ", found "
                            + stub.kind().word());
            return new Submission.Rejected(problems);
        }
        readSources(entries);
        if (!problems.isEmpty()) {
            return new Submission.Rejected(problems);
        }
        if (isAsShipped()) {
            places.keySet().retainAll(Set.of(exercise.stubPath()));
            return new Submission.NotSubmitted(paths.show(stub.path()) + " is still as the kit ships it.");
        }
        sources.sort(Comparator.comparing(SourceFile::path));
        return new Submission.Sources(sources);
    }

    /** Returns the files that count as this exercise's sources, readable or not, by their paths below a source root. */
    Map<String, Path> places() {
        return Map.copyOf(places);
    }

    private void readSources(List<FolderEntry> entries) {
        readSource(stub);
        List<FolderEntry> candidates = entries.stream()
                .filter(entry -> isSourceName(entry.name()) || isGarbledSourceName(entry.name()))
                .filter(entry -> entry.kind() != FolderEntry.Kind.FOLDER && !entry.equals(stub))
                .filter(entry -> !StubSearch.isGiven(exercise, entry.name()) && !stubNames.contains(entry.name()))
                .toList();
        for (FolderEntry entry : candidates) {
            if (!entry.isFile()) {
                problem(entry, "expected a source file, found " + entry.kind().word());
            } else {
                readSource(entry);
            }
            if (sources.size() > limits.sources() || candidates.size() > limits.sources() * MOST_BESIDE) {
                problem(stub, "expected at most " + limits.sources() + " source files, found more beside it");
                return;
            }
            if (bytesRead > limits.totalBytes()) {
                problem(stub, "expected sources of at most " + limits.totalBytes() / 1024 + " KiB in all, found more");
                return;
            }
        }
    }

    private void readSource(FolderEntry entry) {
        boolean isStub = entry.equals(stub);
        try {
            byte[] bytes = FolderEntry.read(entry.path(), limits.fileBytes());
            if (!isStub && !belongsHere(bytes)) {
                return;
            }
            bytesRead += bytes.length;
            if (bytes.length > limits.fileBytes()) {
                problem(entry, "expected a source file of at most " + limits.fileBytes() / 1024 + " KiB, found more");
                return;
            }
            SourceFile source = withPackage(new SourceFile(pathOf(entry), StrictText.decode(bytes)), entry);
            if (isStub && source.text().isBlank()) {
                problem(entry, "expected the class " + exercise.stub().getSimpleName() + ", found an empty file");
                return;
            }
            if (isStub) {
                wordsOfStub.addAll(
                        List.of(JavaCode.withoutComments(source.text()).split("[^\\w$\\p{L}]+")));
            }
            places.put(source.path(), entry.path());
            sources.add(source);
        } catch (StrictText.NotText e) {
            problem(entry, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problem(entry, "expected a file that can be read, found one that cannot (its permissions, perhaps)");
        }
    }

    /** Nothing contradicts the package that a class without a package line was meant for; its lines stay where they are. */
    private SourceFile withPackage(SourceFile source, FolderEntry entry) {
        String head = JavaCode.withoutComments(source.text()).split("\\{", 2)[0];
        if (JavaCode.topLevelTypes(source.text()).isEmpty()
                || Pattern.compile("\\bpackage\\b|\\\\u").matcher(head).find()) {
            return source;
        }
        String line = "package " + exercise.packageName() + ";";
        remarks.add("Expected the line " + line + " at the top of " + paths.show(entry.path())
                + ", found no package line: it was graded as if it were there. Write it above the imports.");
        return new SourceFile(source.path(), line + " " + source.text());
    }

    /** Returns what was graded although it is not as it should be, in words to the student. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private String pathOf(FolderEntry entry) {
        return entry.equals(stub)
                ? exercise.stubPath()
                : exercise.packagePath() + "/" + StubSearch.composed(entry.name());
    }

    /**
     * Tests have no library to be compiled with. Outside of the package's own folder a further class belongs to the exercise
     * whose package it declares; one without a package can be reached from none, but the compiler should tell that of a
     * class that is used.
     */
    private boolean belongsHere(byte[] bytes) {
        String text = FolderEntry.text(bytes);
        if (TESTS.matcher(text).find()) {
            return false;
        }
        String declared = PackageDeclaration.of(text).name();
        return stub.parentName().equals(exercise.id().slug())
                || declared.equals(exercise.packageName())
                || declared.isEmpty() && isUsed(text);
    }

    private boolean isUsed(String text) {
        return !Collections.disjoint(JavaCode.topLevelTypes(text), wordsOfStub);
    }

    private boolean isAsShipped() {
        String stubPath = exercise.stubPath();
        return sources.stream()
                .anyMatch(source -> source.path().equals(stubPath) && KitFiles.isShipped(exercise, source.text()));
    }

    private void problem(FolderEntry entry, String message) {
        places.put(pathOf(entry), entry.path());
        problems.add(new SubmissionProblem(paths.show(entry.path()), message));
    }

    /** The compiler knows what to say of such a file; left out, it would be missed as if it had not been handed in. */
    private static boolean isGarbledSourceName(String name) {
        return name.endsWith(".java") && FileNames.isBeyondLocale(name);
    }

    /** Names of classes only: no module-info, no package-info, no "ThreadedSum (1).java". */
    static boolean isSourceName(String name) {
        if (!name.endsWith(".java")) {
            return false;
        }
        String type = StubSearch.composed(name.substring(0, name.length() - ".java".length()));
        return !type.isEmpty()
                && Character.isJavaIdentifierStart(type.codePointAt(0))
                && type.codePoints().allMatch(Character::isJavaIdentifierPart)
                && type.codePoints().noneMatch(Character::isIdentifierIgnorable);
    }
}
