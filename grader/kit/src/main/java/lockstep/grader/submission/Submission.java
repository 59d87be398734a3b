package lockstep.grader.submission;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.ExerciseId;

/**
 * What a student handed in: per exercise the sources that count, and the changes that do not.
 *
 * @param id the student's or the folder's name
 * @param sha256 over the paths and contents of all sources that count, in hexadecimal
 * @param parts one per exercise asked for, in their order
 * @param places where the files lie that count or were meant, from the folder on, by their paths below a source root
 * @param remarks what of those files is not as the kit has it and was graded all the same, in words to the student
 * @param ignoredChanges files of the kit that were changed, and files beside them that are not graded
 */
public record Submission(
        String id,
        String sha256,
        Map<ExerciseId, Part> parts,
        Map<String, String> places,
        List<String> remarks,
        List<String> ignoredChanges) {

    public Submission {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        places = Map.copyOf(places);
        remarks = List.copyOf(remarks);
        ignoredChanges = List.copyOf(ignoredChanges);
    }

    /** What was handed in for one exercise. */
    public sealed interface Part {}

    /** Sources to grade; the stub's file is among them. */
    public record Sources(List<SourceFile> files) implements Part {
        public Sources {
            files = List.copyOf(files);
        }
    }

    /** Nothing was handed in: no file, or the stub as the kit ships it. */
    public record NotSubmitted(String because) implements Part {}

    /** What was handed in cannot be read as sources. */
    public record Rejected(List<SubmissionProblem> problems) implements Part {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
