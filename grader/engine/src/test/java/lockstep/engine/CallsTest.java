package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lockstep.engine.control.Line;
import lockstep.fixture.calls.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine tells of a call that has come to its end. */
class CallsTest {

    private static final Weaving WEAVING =
            new Weaving(name -> name.startsWith("lockstep.fixture.calls."), name -> false);

    /** What a method of {@link Answers} says of itself, and what the engine says. */
    private record Told(@Nullable Object answer, Calls.End end) {}

    private static Told told(String method) {
        AtomicReference<@Nullable Told> told = new AtomicReference<>();
        Scenario scenario = new Scenario(
                (woven, actors) -> {
                    Object answers = Class.forName(Answers.class.getName(), true, woven)
                            .getDeclaredConstructor()
                            .newInstance();
                    Object answer = method.equals("get")
                            ? ((Supplier<?>) answers).get()
                            : answers.getClass().getMethod(method).invoke(answers);
                    Calls.returned();
                    // To look at an answer is no call.
                    Object unused = ((Supplier<?>) answers).get();
                    told.set(new Told(answer, Calls.last()));
                },
                Scenario.Aim.EXACT_RESULTS);
        try (Engine engine = new Engine(CallsTest.class.getClassLoader(), WEAVING, 1)) {
            assertThat(engine.search(scenario, Budget.STANDARD).failure()).isNull();
        }
        Told result = told.get();
        if (result == null) {
            throw new AssertionError("nothing was called");
        }
        return result;
    }

    private static int number(@Nullable Line line) {
        return line == null ? -1 : line.number();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second", "inside", "get", "behindFinally"})
    void the_line_is_that_of_the_return(String method) {
        Told told = told(method);

        assertThat(number(told.end().returnedAt())).isEqualTo(told.answer());
        assertThat(told.end().interruptTakenAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asks", "sleeps", "waits"})
    void an_interrupt_is_taken_where_the_flag_is_cleared(String method) {
        Told told = told(method);

        assertThat(number(told.end().interruptTakenAt())).isEqualTo(told.answer());
    }

    /** What a method says, and what the engine says of it, in the run of a failure that is shown. */
    private record Shown(
            @Nullable Object answer,
            @Nullable Line changedAt,
            @Nullable Line storedAt,
            @Nullable Line handledAt) {}

    private static List<Shown> shown(String method) {
        List<Shown> runs = new ArrayList<>();
        Scenario scenario = new Scenario(
                (woven, actors) -> {
                    Object answers = Class.forName(Answers.class.getName(), true, woven)
                            .getDeclaredConstructor()
                            .newInstance();
                    Calls.begin();
                    Object answer = answers.getClass().getMethod(method).invoke(answers);
                    Calls.end();
                    if (Calls.isShown()) {
                        Throwable failure = (Throwable)
                                answers.getClass().getField("failure").get(answers);
                        runs.add(new Shown(
                                answer, Calls.last().changedAt(), Calls.storedAt(0, null), Calls.handledAt(failure)));
                    }
                    throw new IllegalStateException("to be shown");
                },
                Scenario.Aim.EXACT_RESULTS);
        try (Engine engine = new Engine(CallsTest.class.getClassLoader(), WEAVING, 1)) {
            assertThat(engine.search(scenario, Budget.STANDARD).failure()).isNotNull();
        }
        return runs;
    }

    @Test
    void a_change_is_where_the_last_write_is() {
        assertThat(shown("changes")).hasSize(1).allSatisfy(run -> {
            assertThat(number(run.changedAt())).isEqualTo(run.answer());
            assertThat(run.storedAt()).isNull();
        });
        assertThat(shown("first"))
                .hasSize(1)
                .allSatisfy(run -> assertThat(run.changedAt()).isNull());
    }

    @Test
    void an_element_was_stored_where_it_was_added() {
        assertThat(shown("stores"))
                .hasSize(1)
                .allSatisfy(run -> assertThat(number(run.storedAt())).isEqualTo(run.answer()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swallows", "unwraps"})
    void what_was_thrown_ends_in_the_last_catch(String method) {
        assertThat(shown(method))
                .hasSize(1)
                .allSatisfy(run -> assertThat(number(run.handledAt())).isEqualTo(run.answer()));
    }

    @Test
    void what_nobody_has_caught_has_no_catch() {
        assertThat(shown("letsPass"))
                .hasSize(1)
                .allSatisfy(run -> assertThat(run.handledAt()).isNull());
    }

    @Test
    void without_control_nothing_is_known() {
        assertThat(new Answers().first()).isPositive();
        assertThat(Calls.last()).isEqualTo(Calls.End.UNKNOWN);
    }
}
