package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.engine.control.Line;
import lockstep.fixture.origins.Makers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has made a thread, and its pool, is known where a failure is shown. */
class OriginsTest {

    private static final Weaving WEAVING =
            new Weaving(name -> name.startsWith("lockstep.fixture.origins."), name -> false);

    /** Lines, -1 where they are not known: what {@link Makers} says, and what the engine says. */
    private record Told(int madeAt, int poolMadeAt, int toldOfThread, int toldOfPool) {}

    private static int number(@Nullable Line line) {
        return line == null ? -1 : line.number();
    }

    private static Told told(String method, boolean fails) {
        AtomicReference<@Nullable Told> told = new AtomicReference<>();
        Scenario scenario = new Scenario(
                (woven, actors) -> {
                    Class<?> type = Class.forName(Makers.class.getName(), true, woven);
                    Object makers = type.getDeclaredConstructor().newInstance();
                    type.getMethod(method).invoke(makers);
                    Thread thread = (Thread) type.getMethod("thread").invoke(makers);
                    told.set(new Told(
                            (int) type.getMethod("madeAt").invoke(makers),
                            (int) type.getMethod("poolMadeAt").invoke(makers),
                            number(actors.madeAt(thread)),
                            number(actors.poolMadeAt(thread))));
                    if (fails) {
                        throw new AssertionError("to be shown");
                    }
                },
                Scenario.Aim.EXACT_RESULTS);
        try (Engine engine = new Engine(OriginsTest.class.getClassLoader(), WEAVING, 1)) {
            assertThat(engine.search(scenario, Budget.STANDARD).failure() != null)
                    .isEqualTo(fails);
        }
        return Objects.requireNonNull(told.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "byConstructor",
                "bySubclass",
                "byFixedPool",
                "byPoolWithFactory",
                "byConstructedPool",
                "byForkJoinPool",
                "byConstructorAfterPool"
            })
    void the_lines_are_those_that_have_decided(String method) {
        Told told = told(method, true);

        assertThat(told.toldOfThread()).isEqualTo(told.madeAt()).isPositive();
        assertThat(told.toldOfPool()).isEqualTo(told.poolMadeAt());
    }

    @Test
    void nothing_is_noted_where_nothing_is_shown() {
        Told told = told("byFixedPool", false);

        assertThat(told.toldOfThread()).isEqualTo(-1);
        assertThat(told.toldOfPool()).isEqualTo(-1);
    }
}
