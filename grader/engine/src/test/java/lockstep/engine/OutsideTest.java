package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import lockstep.fixture.UnwovenUses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine sees of objects and arrays that the JDK changes where nothing is woven. */
class OutsideTest {

    private static final Weaving WEAVING = new Weaving(name -> name.startsWith("lockstep.fixture."), name -> false);

    static Stream<String> meeting() {
        return uses("meet");
    }

    static Stream<String> apart() {
        return uses("apart");
    }

    private static Stream<String> uses(String kind) {
        return Arrays.stream(UnwovenUses.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith(kind))
                .sorted();
    }

    private static SearchResult search(String use, boolean locked) {
        Scenario scenario = new Scenario((woven, actors) -> play(woven, use, locked), Scenario.Aim.EVERYTHING);
        try (Engine engine = new Engine(OutsideTest.class.getClassLoader(), WEAVING, 1)) {
            return engine.search(scenario, Budget.STANDARD);
        }
    }

    private static void play(ClassLoader woven, String use, boolean locked) throws Throwable {
        try {
            woven.loadClass(UnwovenUses.class.getName())
                    .getMethod("play", String.class, boolean.class)
                    .invoke(null, use, locked);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void assertSpared(SearchResult result) {
        assertThat(result.failure()).isNull();
        assertThat(result.notControlled()).isNull();
    }

    @ParameterizedTest
    @MethodSource("meeting")
    void a_missing_lock_is_found(String use) {
        assertThat(search(use, false).failure()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("meeting")
    void a_lock_suffices(String use) {
        assertSpared(search(use, true));
    }

    @ParameterizedTest
    @MethodSource("apart")
    void what_does_not_meet_needs_no_lock(String use) {
        assertSpared(search(use, false));
    }
}
