package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** The lines that tell how far a run is. */
class LiveProgressTest {

    @Test
    void digits_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        for (String tag : new String[] {"en", "de", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"}) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            try {
                assertThat(told()).as(tag).contains(" 1.5 s  ", "done in 0.0 s");
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    private static String told() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Exercise exercise = AllExercises.catalog().find("lockedcounter").orElseThrow();
        CheckSpec check = exercise.rubric().checks().get(0);
        try (LiveProgress progress = new LiveProgress(new Surroundings(
                Path.of(""),
                new Surroundings.Terminal(false, false, 80),
                new Surroundings.Streams(stream, stream),
                new Surroundings.Time(Clock.systemUTC(), () -> 0),
                Map.of(),
                Language.ENGLISH))) {
            progress.exerciseStarted(exercise);
            progress.checkStarted(check);
            progress.checkFinished(
                    check, new CheckResult(check.id(), new Verdict.Passed(List.of()), Duration.ofMillis(1500)));
            progress.exerciseFinished(exercise);
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
