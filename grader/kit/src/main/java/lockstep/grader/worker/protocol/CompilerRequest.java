package lockstep.grader.worker.protocol;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.Given;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.submission.SourceFile;

/** What the compiler's process is asked. */
public sealed interface CompilerRequest {

    /**
     * To compile sources and to say whether the classes may run.
     *
     * @param slug the exercise's
     * @param stub the name of the exercise's stub class
     * @param given the simple names of the exercise's given classes
     * @param allowed what the exercise allows
     * @param texts in UTF-8, by path; in bytes, because overlong strings are cut on their way
     * @param api a folder with the only classes that the sources see beside the platform's
     */
    record Examine(
            String slug, String stub, List<String> given, List<String> allowed, Map<String, byte[]> texts, String api)
            implements CompilerRequest {

        /** Returns the request to examine these sources. */
        public static Examine of(Exercise exercise, List<SourceFile> sources, Path api) {
            Map<String, byte[]> texts = new LinkedHashMap<>();
            sources.forEach(source -> texts.put(source.path(), source.text().getBytes(StandardCharsets.UTF_8)));
            return new Examine(
                    exercise.id().slug(),
                    exercise.stub().getName(),
                    exercise.given().stream().map(Given::simpleName).toList(),
                    exercise.allowed(),
                    texts,
                    api.toAbsolutePath().toString());
        }

        /** Returns the sources in their order. */
        public List<SourceFile> sources() {
            return texts.entrySet().stream()
                    .map(text -> new SourceFile(text.getKey(), new String(text.getValue(), StandardCharsets.UTF_8)))
                    .toList();
        }

        /** Returns the exercise as far as a compiler has to know it: without checks and substitutes. */
        public Exercise exercise() throws ClassNotFoundException {
            return new Exercise(
                    new ExerciseId(slug),
                    slug,
                    Class.forName(stub, false, Examine.class.getClassLoader()),
                    given.stream().map(name -> new Given(name, null)).toList(),
                    allowed,
                    List.of(),
                    new Rubric(List.of()));
        }
    }

    /**
     * To answer a check about the shape of compiled classes.
     *
     * @param job the name of the class that answers
     * @param classes a folder
     */
    record Judge(String job, String classes, CheckSpec check) implements CompilerRequest {}
}
