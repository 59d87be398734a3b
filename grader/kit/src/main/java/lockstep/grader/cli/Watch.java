package lockstep.grader.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.render.Cause;
import lockstep.grader.report.render.Shown;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Grades again what changed whenever a file is saved: of each exercise first the check that was to be mended first, so that
 * its answer is there at once, then all. What is still being graded when the next change comes is given up and begun again.
 */
final class Watch {

    /** Grades some exercises of the watched folder; ends with a {@link CancellationException} if it is interrupted. */
    @FunctionalInterface
    interface Grading {
        Grader.Graded grade(List<Exercise> exercises);
    }

    /** Lets a moment pass before the files are looked at again. */
    @FunctionalInterface
    interface Pause {
        void pause() throws InterruptedException;
    }

    /**
     * Who hears what came of it. Called from one thread at a time.
     *
     * @param feedback what is known of all exercises
     * @param line what is known before, in a line
     */
    record Audience(Consumer<Feedback> feedback, Consumer<String> line) {}

    private final List<Exercise> exercises;
    private final Supplier<Map<ExerciseId, Submission.Part>> files;
    private final Grading grading;
    private final Audience audience;
    private final Set<ExerciseId> open = new LinkedHashSet<>();
    private @Nullable Feedback latest;

    /** @param files reads what is there now */
    Watch(
            List<Exercise> exercises,
            Supplier<Map<ExerciseId, Submission.Part>> files,
            Grading grading,
            Audience audience) {
        this.exercises = List.copyOf(exercises);
        this.files = files;
        this.grading = grading;
        this.audience = audience;
    }

    /** Grades whatever changes, until the calling thread is interrupted. */
    void run(Pause pause) throws InterruptedException {
        Map<ExerciseId, Submission.Part> known = new HashMap<>();
        exercises.forEach(exercise -> open.add(exercise.id()));
        Thread work = null;
        try {
            while (true) {
                Map<ExerciseId, Submission.Part> now = files.get();
                if (work == null || !now.equals(known)) {
                    stop(work);
                    for (Exercise exercise : exercises) {
                        if (!Objects.equals(known.get(exercise.id()), now.get(exercise.id()))) {
                            open.add(exercise.id());
                        }
                    }
                    known = now;
                    work = new Thread(this::judge, "watch");
                    work.start();
                }
                pause.pause();
            }
        } finally {
            stop(work);
        }
    }

    private static void stop(@Nullable Thread work) throws InterruptedException {
        if (work != null) {
            work.interrupt();
            work.join();
        }
    }

    private void judge() {
        List<Exercise> asked = exercises.stream()
                .filter(exercise -> open.contains(exercise.id()))
                .toList();
        try {
            List<Exercise> first = asked.stream()
                    .flatMap(exercise -> toMendFirst(exercise).stream())
                    .toList();
            if (!first.isEmpty() && grading.grade(first) instanceof Grader.Done done) {
                done.feedback().exercises().forEach(this::tell);
            }
            Grader.Graded graded = grading.grade(asked);
            if (graded instanceof Grader.Done done) {
                open.clear();
                Feedback all = together(done.feedback());
                latest = all;
                audience.feedback().accept(all);
            } else {
                audience.line().accept(String.valueOf(((Grader.Unusable) graded).problem()));
            }
        } catch (CancellationException e) {
            // The next change has come: all of it is begun again.
            return;
        } catch (Throwable e) {
            audience.line().accept("a bug of the grader, please report it: " + e);
        }
    }

    /** Returns the exercise with no more checks than it takes to ask the one that was to be mended first. */
    private Optional<Exercise> toMendFirst(Exercise exercise) {
        return before(exercise.id())
                .filter(it -> it.status() == ExerciseFeedback.Status.GRADED)
                .flatMap(it -> Cause.of(it).stream()
                        .filter(cause -> cause.check().question().shown())
                        .findFirst())
                .map(cause -> cause.check().question().id())
                .map(asked -> exercise.asking(
                        exercise.rubric().upTo(check -> check.toString().equals(asked))));
    }

    private Optional<ExerciseFeedback> before(ExerciseId id) {
        return latest == null
                ? Optional.empty()
                : latest.exercises().stream()
                        .filter(it -> it.id().equals(id.slug()))
                        .findFirst();
    }

    private void tell(ExerciseFeedback exercise) {
        CheckFeedback last = exercise.checks().get(exercise.checks().size() - 1);
        if (!last.question().shown()) {
            return;
        }
        if (exercise.status() == ExerciseFeedback.Status.GRADED && last.verdict() == Outcome.PASSED) {
            audience.line().accept("passes now: " + last.question().title());
        } else if (last.verdict() == Outcome.FAILED) {
            audience.line()
                    .accept("fails: " + last.question().title() + ": "
                            + Shown.line(String.valueOf(last.explanation().message())));
        }
    }

    private Feedback together(Feedback newest) {
        Map<String, ExerciseFeedback> all = new LinkedHashMap<>();
        if (latest != null) {
            latest.exercises().forEach(exercise -> all.put(exercise.id(), exercise));
        }
        newest.exercises().forEach(exercise -> all.put(exercise.id(), exercise));
        return newest.with(List.copyOf(all.values()));
    }
}
