package lockstep.grader.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import org.jspecify.annotations.Nullable;

/** Reads what was handed in for one exercise out of the exercise's folder. Subfolders are not read. */
final class PartReader {

    private final Exercise exercise;
    private final FolderShape shape;
    private final IntakeLimits limits;
    private final SubmissionPaths paths;
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<SubmissionProblem> problems = new ArrayList<>();
    private final Set<Path> counted = new HashSet<>();
    private int bytesRead;

    PartReader(Exercise exercise, FolderShape shape, IntakeLimits limits, SubmissionPaths paths) {
        this.exercise = exercise;
        this.shape = shape;
        this.limits = limits;
        this.paths = paths;
    }

    Submission.Part read(@Nullable List<FolderEntry> entries) {
        Path folder = folder();
        if (entries == null) {
            return unreadableFolder(folder);
        }
        if (entries.size() > limits.entries()) {
            return rejected(
                    folder, "expected at most " + limits.entries() + " files in an exercise's folder, found more");
        }
        Path stub = folder.resolve(FolderShape.stubName(exercise));
        Optional<FolderEntry> stubEntry =
                entries.stream().filter(entry -> entry.path().equals(stub)).findFirst();
        if (stubEntry.isEmpty() && shape.loose()) {
            return new Submission.NotSubmitted("Not handed in: there is no " + FolderShape.stubName(exercise) + ".");
        }
        if (stubEntry.isEmpty()) {
            return new Submission.NotSubmitted(paths.show(stub) + " is missing" + foundInstead(entries) + ".");
        }
        if (!stubEntry.get().isFile()) {
            return rejected(
                    stub,
                    "expected the source file of " + exercise.stub().getSimpleName() + ", found "
                            + stubEntry.get().kind().word());
        }
        readSources(entries, stub);
        if (!problems.isEmpty()) {
            return new Submission.Rejected(problems);
        }
        if (isAsShipped()) {
            counted.add(stub);
            return new Submission.NotSubmitted(paths.show(stub) + " is still as the kit ships it.");
        }
        sources.sort(Comparator.comparing(SourceFile::path));
        return new Submission.Sources(sources);
    }

    /** Returns the files that count as this exercise's sources, readable or not. */
    Set<Path> counted() {
        return Set.copyOf(counted);
    }

    private Path folder() {
        return shape.folderOf(exercise);
    }

    private Submission.Part unreadableFolder(Path folder) {
        FolderEntry.Kind kind = FolderEntry.of(folder).kind();
        if (kind == FolderEntry.Kind.MISSING) {
            return new Submission.NotSubmitted("There is no folder " + paths.show(folder) + ".");
        }
        return rejected(
                folder,
                kind == FolderEntry.Kind.FOLDER
                        ? "expected a folder that can be read, found one whose permissions forbid it"
                        : "expected a folder, found " + kind.word());
    }

    private Submission.Rejected rejected(Path path, String message) {
        return new Submission.Rejected(List.of(new SubmissionProblem(paths.show(path), message)));
    }

    private void readSources(List<FolderEntry> entries, Path stub) {
        List<FolderEntry> candidates = entries.stream()
                .filter(entry -> isSourceName(entry.name()) || isGarbledSourceName(entry.name()))
                .filter(entry -> !isGiven(entry.name()))
                .filter(entry -> !isStubOfAnother(entry))
                .toList();
        if (candidates.size() > limits.sources()) {
            problems.add(new SubmissionProblem(
                    paths.show(folder()),
                    "expected at most " + limits.sources() + " source files, found " + candidates.size()));
            return;
        }
        for (FolderEntry entry : candidates) {
            if (entry.kind() == FolderEntry.Kind.FOLDER) {
                continue;
            }
            if (!entry.isFile()) {
                problem(entry, "expected a source file, found " + entry.kind().word());
            } else if (bytesRead <= limits.totalBytes()) {
                readSource(entry, entry.path().equals(stub));
            }
        }
        if (bytesRead > limits.totalBytes()) {
            problems.add(new SubmissionProblem(
                    paths.show(folder()),
                    "expected sources of at most " + limits.totalBytes() / 1024 + " KiB in all, found more"));
        }
    }

    private void readSource(FolderEntry entry, boolean isStub) {
        try {
            byte[] bytes = FolderEntry.read(entry.path(), limits.fileBytes());
            bytesRead += bytes.length;
            if (bytes.length > limits.fileBytes()) {
                problem(entry, "expected a source file of at most " + limits.fileBytes() / 1024 + " KiB, found more");
                return;
            }
            SourceFile source = new SourceFile(exercise.packagePath() + "/" + entry.name(), StrictText.decode(bytes));
            if (isStub && source.text().isBlank()) {
                problem(entry, "expected the class " + exercise.stub().getSimpleName() + ", found an empty file");
            } else if (isStub || belongsHere(source)) {
                counted.add(entry.path());
                sources.add(source);
            }
        } catch (StrictText.NotText e) {
            problem(entry, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problem(entry, "expected a file that can be read, found one that cannot (its permissions, perhaps)");
        }
    }

    /** Where exercises share a folder, a further class belongs to the exercise whose package it declares. */
    private boolean belongsHere(SourceFile source) {
        String declared = PackageDeclaration.of(source).name();
        return !shape.loose() || declared.isEmpty() || declared.equals(exercise.packageName());
    }

    private boolean isStubOfAnother(FolderEntry entry) {
        return shape.loose()
                && shape.stubNames().contains(entry.name())
                && !entry.name().equals(FolderShape.stubName(exercise));
    }

    private boolean isGiven(String name) {
        return exercise.given().stream().map(Given::simpleName).anyMatch(given -> name.equals(given + ".java"));
    }

    private boolean isAsShipped() {
        String stubPath = exercise.stubPath();
        return KitFiles.text("src/main/java/" + stubPath)
                .map(StrictText::withoutTrailingBlanks)
                .filter(shipped -> sources.stream()
                        .anyMatch(source -> source.path().equals(stubPath)
                                && StrictText.withoutTrailingBlanks(source.text())
                                        .equals(shipped)))
                .isPresent();
    }

    private void problem(FolderEntry entry, String message) {
        counted.add(entry.path());
        problems.add(new SubmissionProblem(paths.show(entry.path()), message));
    }

    private String foundInstead(List<FolderEntry> entries) {
        String found = entries.stream()
                .filter(entry -> !isGiven(entry.name()) && !isStubOfAnother(entry))
                .map(FolderEntry::name)
                .filter(name -> name.endsWith(".java"))
                .limit(3)
                .map(SubmissionPaths::printable)
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "" : "; its folder holds " + found;
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
        String type = Normalizer.normalize(name.substring(0, name.length() - ".java".length()), Normalizer.Form.NFC);
        return !type.isEmpty()
                && Character.isJavaIdentifierStart(type.codePointAt(0))
                && type.codePoints().allMatch(Character::isJavaIdentifierPart)
                && type.codePoints().noneMatch(Character::isIdentifierIgnorable);
    }
}
