package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lockstep.fixture.Branches;
import org.junit.jupiter.api.Test;

class LineCoverageTest {

    private static final String FILE = "lockstep/fixture/Branches.java";
    private static final Weaving WEAVING = new Weaving(name -> name.startsWith("lockstep.fixture."), name -> false);
    private static final Scenario PLAY = new Scenario(
            (woven, actors) -> {
                Class<?> type = woven.loadClass(Branches.class.getName());
                type.getMethod("play").invoke(type.getConstructor().newInstance());
            },
            Scenario.Aim.EVERYTHING);

    private static List<Integer> marked() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java", FILE));
        return IntStream.rangeClosed(1, source.size())
                .filter(line -> source.get(line - 1).contains("// not run"))
                .boxed()
                .toList();
    }

    private static List<LineCoverage> coverage(boolean played) {
        try (Engine engine = new Engine(LineCoverageTest.class.getClassLoader(), WEAVING, 1)) {
            if (played) {
                assertThat(engine.search(PLAY, Budget.STANDARD).found()).isEqualTo(SearchResult.Found.NOTHING);
            }
            return engine.coverage(List.of(Branches.class.getName(), Branches.class.getName() + "$Unused"));
        }
    }

    @Test
    void lines_that_no_execution_came_to_are_told_also_of_classes_that_nobody_loaded() throws IOException {
        List<LineCoverage> all = coverage(true);
        assertThat(all).extracting(LineCoverage::file).containsExactly(FILE, FILE);
        assertThat(all.get(0).run()).isNotEmpty();
        assertThat(all.stream().flatMap(lines -> lines.notRun().stream())).containsAll(marked());
        assertThat(all.get(0).notRun()).isSubsetOf(marked());
        assertThat(all.get(1).run()).isEmpty();
    }

    @Test
    void before_anything_runs_no_line_has() {
        assertThat(coverage(false)).allSatisfy(lines -> assertThat(lines.run()).isEmpty());
    }
}
