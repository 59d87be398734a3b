package lockstep.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.engine.Calls;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.Weaving;
import lockstep.fixture.bugs.HaltBugs;
import lockstep.fixture.bugs.LockingBugs;
import lockstep.fixture.bugs.StepBugs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each pattern, a program that shows it, and a near miss that must not be called that. */
class BugPatternTest {

    private static final Weaving WEAVING =
            new Weaving(name -> name.startsWith("lockstep.fixture.bugs."), name -> false);

    private static Class<?> program(String name) {
        return Stream.of(LockingBugs.class, StepBugs.class, HaltBugs.class)
                .flatMap(group -> Arrays.stream(group.getClasses()))
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no program " + name));
    }

    private static String nameOf(BugPattern pattern) {
        return Arrays.stream(pattern.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static @Nullable Diagnosis diagnosis(String name) {
        String type = program(name).getName();
        Scenario scenario = new Scenario(
                (woven, actors) -> {
                    Object program = Class.forName(type, true, woven)
                            .getDeclaredConstructor()
                            .newInstance();
                    actors.together(() -> step(program, "a"), () -> step(program, "b"), () -> step(program, "c"));
                    call(program, "check");
                },
                Scenario.Aim.EVERYTHING);
        try (Engine engine = new Engine(BugPatternTest.class.getClassLoader(), WEAVING, 1)) {
            SearchResult result = engine.search(scenario, Budget.STANDARD);
            assertThat(result.notControlled()).isNull();
            return result.failure() == null
                    ? null
                    : Explanation.of(result.failure(), engine.sites()).diagnosis();
        }
    }

    private static void step(Object program, String method) throws Exception {
        Calls.begin();
        try {
            call(program, method);
        } finally {
            Calls.end();
        }
    }

    private static void call(Object program, String method) throws Exception {
        try {
            program.getClass().getMethod(method).invoke(program);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) Objects.requireNonNull(e.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pattern_is_recognised(BugPattern pattern) {
        Diagnosis diagnosis = Objects.requireNonNull(diagnosis(nameOf(pattern)));
        assertThat(diagnosis.pattern()).isEqualTo(pattern);
        assertThat(diagnosis.isCertain()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_near_miss_is_not_called_that(BugPattern pattern) {
        Diagnosis diagnosis = diagnosis("Not" + nameOf(pattern));
        assertThat(diagnosis == null ? null : diagnosis.pattern()).isNotEqualTo(pattern);
    }

    @Test
    void one_signal_is_too_few_only_if_it_wakes_up_who_cannot_go_on() {
        assertThat(Objects.requireNonNull(diagnosis("SingleSignal")).pattern()).isEqualTo(BugPattern.SINGLE_NOTIFY);
        Diagnosis other = diagnosis("NotSingleSignal");
        assertThat(other == null ? null : other.pattern()).isNotEqualTo(BugPattern.SINGLE_NOTIFY);
    }

    @Test
    void a_change_that_nobody_is_told_of_may_be_inside_of_a_collection() {
        assertThat(Objects.requireNonNull(diagnosis("SilentAddition")).pattern())
                .isEqualTo(BugPattern.SILENT_CHANGE);
    }

    @Test
    void the_change_that_nobody_is_told_of_is_at_fault() {
        assertThat(Objects.requireNonNull(diagnosis("NoNotification")).culprit())
                .isNotNegative();
        assertThat(Objects.requireNonNull(diagnosis("SilentChange")).culprit()).isNotNegative();
    }

    @Test
    void only_who_has_started_a_thread_can_sleep_for_its_end() {
        Diagnosis diagnosis = diagnosis("SleeperDisturbs");
        assertThat(diagnosis == null ? null : diagnosis.pattern()).isNotEqualTo(BugPattern.SLEEP_FOR_JOIN);
    }

    @Test
    void a_permit_that_is_not_given_back_is_kept_like_a_lock() {
        assertThat(Objects.requireNonNull(diagnosis("PermitKept")).pattern())
                .isEqualTo(BugPattern.KEPT_AFTER_EXCEPTION);
        Diagnosis other = diagnosis("NotPermitKept");
        assertThat(other == null ? null : other.pattern()).isNotEqualTo(BugPattern.KEPT_AFTER_EXCEPTION);
    }
}
