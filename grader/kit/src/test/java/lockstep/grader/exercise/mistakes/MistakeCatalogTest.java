package lockstep.grader.exercise.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckId;
import org.junit.jupiter.api.Test;

class MistakeCatalogTest {

    private static final String ENTRY = """
            [S1] threadedsum, lockedcounter
            title: run() called
            wrong: Nothing runs
              in parallel.
            why: Because.
            hint: Look.
            seen: sometimes: by luck
            """;

    @Test
    void the_kit_has_words_for_every_known_mistake_and_no_other() {
        Map<String, Integer> families = new LinkedHashMap<>();
        families.put("S", 28);
        families.put("Q", 23);
        families.put("P", 22);
        families.put("C", 22);
        families.put("I", 6);
        families.put("M", 6);
        families.put("B", 12);
        families.put("X", 14);
        families.put("F", 11);
        List<String> known = families.entrySet().stream()
                .flatMap(family -> IntStream.rangeClosed(1, family.getValue()).mapToObj(i -> family.getKey() + i))
                .toList();
        assertThat(MistakeCatalog.load().all()).extracting(Mistake::id).containsExactlyElementsOf(known);
    }

    @Test
    void titles_are_unique_within_an_exercise_and_short_enough_for_a_line() {
        List<Mistake> all = MistakeCatalog.load().all();
        assertThat(all)
                .flatExtracting(mistake -> mistake.exercises().stream()
                        .map(exercise -> exercise + ": " + mistake.title())
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(mistake -> assertThat(mistake.title()).hasSizeLessThanOrEqualTo(70));
    }

    @Test
    void texts_are_whole_sentences() {
        assertThat(MistakeCatalog.load().all())
                .allSatisfy(mistake -> assertThat(List.of(
                                mistake.wrong(),
                                mistake.advice().why(),
                                mistake.advice().hint(),
                                mistake.sight().how()))
                        .allMatch(text -> text.matches("(?s).*[.?]")));
    }

    @Test
    void every_mistake_that_a_check_names_is_there() {
        MistakeCatalog catalog = MistakeCatalog.load();
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            for (CheckSpec check : exercise.rubric().checks()) {
                String named = check.advice().mistake();
                if (named != null) {
                    assertThat(catalog.find(named))
                            .as("%s names %s", check.id(), named)
                            .isPresent();
                }
            }
        }
    }

    @Test
    void every_check_that_an_entry_names_exists() {
        List<String> checks = AllExercises.catalog().exercises().stream()
                .filter(exercise -> exercise.rubric().maxScore() == 100) // its checks are all declared
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .map(CheckSpec::id)
                .map(CheckId::toString)
                .toList();
        List<String> kinds = checks.stream()
                .map(check -> check.substring(0, check.lastIndexOf('.')))
                .distinct()
                .toList();
        assertThat(MistakeCatalog.load().all())
                .allSatisfy(mistake -> assertThat(Stream.of(
                                        mistake.sight().how().split("[^a-z.-]+"))
                                .map(word -> word.replaceAll("\\.$", ""))
                                .filter(word -> kinds.stream().anyMatch(kind -> word.startsWith(kind + ".")))
                                .toList())
                        .isSubsetOf(checks));
    }

    @Test
    void an_entry_is_found_in_either_case() throws IOException {
        Mistake mistake =
                MistakeCatalog.read(new StringReader(ENTRY)).find("s1").orElseThrow();
        assertThat(mistake.exercises()).containsExactly("threadedsum", "lockedcounter");
        assertThat(mistake.wrong()).isEqualTo("Nothing runs in parallel.");
        assertThat(mistake.advice().mistake()).isEqualTo("S1");
        assertThat(mistake.sight()).isEqualTo(new Mistake.Sight(Mistake.Visibility.SOMETIMES, "by luck"));
        assertThat(MistakeCatalog.read(new StringReader(ENTRY)).find("S99")).isEmpty();
    }

    @Test
    void an_id_that_occurs_twice_is_refused() {
        assertThatThrownBy(() -> MistakeCatalog.read(new StringReader(ENTRY + ENTRY)))
                .hasMessageContaining("two mistakes are called S1");
    }

    @Test
    void an_incomplete_entry_is_refused() {
        assertThatThrownBy(() -> MistakeCatalog.read(new StringReader(ENTRY.replace("why: Because.\n", ""))))
                .hasMessageContaining("S1")
                .hasMessageContaining("no \"why\"");
    }
}
