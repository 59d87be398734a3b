package lockstep.grader.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Found;

/** What those who grade parts of a class have said so far, on whatever machine. */
record Collected(ClassKeys keys, AnswerStore store) {

    /** Returns an entry for each; one that nobody has graded is missing. */
    List<ClassRun.Entry> entries(List<Found> found) {
        return found.stream().map(this::entry).toList();
    }

    /** Returns whether the last word on it is there. */
    boolean isDone(Found found) {
        return !(found instanceof Found.Handed handed)
                || keys.of(handed).map(store::isKnown).orElse(true);
    }

    /** Forgets at whom the grader failed, before they are graded again. */
    void forgetFaults(List<Found> found) throws IOException {
        for (Found each : found) {
            Optional<String> key = each instanceof Found.Handed handed ? keys.of(handed) : Optional.empty();
            if (key.isPresent()) {
                store.forgetFaults(key.get());
            }
        }
    }

    private ClassRun.Entry entry(Found found) {
        if (found instanceof Found.Refused refused) {
            return new ClassRun.UnusableEntry(refused.student(), refused.reason());
        }
        if (found instanceof Found.Broken broken) {
            return ClassRun.FaultEntry.of(broken.student(), broken.thrown());
        }
        String student = found.student();
        Optional<String> key = keys.of((Found.Handed) found);
        if (key.isEmpty()) {
            return new ClassRun.UnusableEntry(student, keys.problem((Found.Handed) found));
        }
        return key.flatMap(store::feedback)
                .or(() -> key.flatMap(store::faulty))
                .<ClassRun.Entry>map(feedback -> new ClassRun.GradedEntry(student, feedback))
                .or(() -> key.flatMap(store::broken).map(reason -> new ClassRun.FaultEntry(student, reason)))
                .orElseGet(() -> new ClassRun.MissingEntry(student, "not graded yet"));
    }
}
