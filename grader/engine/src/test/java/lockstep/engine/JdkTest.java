package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import lockstep.fixture.JdkUses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine sees of the JDK: each use that is wrong is found, and its right twin is spared, with control kept. */
class JdkTest {

    private static final Weaving WEAVING = new Weaving(name -> name.startsWith("lockstep.fixture."), name -> false);

    static Stream<String> right() {
        return uses("right");
    }

    static Stream<String> wrong() {
        return uses("wrong");
    }

    private static Stream<String> uses(String kind) {
        return Arrays.stream(JdkUses.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith(kind))
                .sorted();
    }

    private static SearchResult search(String use) {
        Scenario scenario = new Scenario((woven, actors) -> play(woven, use), Scenario.Aim.EVERYTHING);
        try (Engine engine = new Engine(JdkTest.class.getClassLoader(), WEAVING, 1)) {
            return engine.search(scenario, Budget.STANDARD);
        }
    }

    private static void play(ClassLoader woven, String use) throws Throwable {
        Class<?> type = woven.loadClass(JdkUses.class.getName());
        try {
            Object right = type.getMethod(use).invoke(type.getConstructor().newInstance());
            if (right.equals(false)) {
                throw new AssertionError(use);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @ParameterizedTest
    @MethodSource("right")
    void what_is_right_is_spared(String use) {
        SearchResult result = search(use);
        assertThat(result.failure()).isNull();
        assertThat(result.notControlled()).isNull();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_found(String use) {
        assertThat(search(use).failure()).isNotNull();
    }
}
