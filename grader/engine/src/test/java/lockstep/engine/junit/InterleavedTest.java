package lockstep.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A project's tests end under control as they should, in whatever way they are declared. */
class InterleavedTest {

    private static final String CHECKS = "com.example.bank.AccountChecks";

    /** What tests came to, by their methods. */
    private static final class Ends implements TestExecutionListener {
        final Map<String, List<TestExecutionResult>> results = new TreeMap<>();
        final List<String> reports = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .filter(source -> test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL)
                    .ifPresent(source -> results.computeIfAbsent(
                                    ((MethodSource) source).getMethodName(), name -> new ArrayList<>())
                            .add(result));
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            reports.add(String.join("\n", entry.getKeyValuePairs().values()));
        }

        String messageOf(String method) {
            List<TestExecutionResult> of = results.getOrDefault(method, List.of());
            assertThat(of).as(method + " of " + results.keySet()).hasSize(1);
            return String.valueOf(of.get(0).getThrowable().orElseThrow().getMessage());
        }
    }

    private static Ends run(Map<String, String> parameters, DiscoverySelector... selectors) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(parameters)
                .build();
        Ends ends = new Ends();
        LauncherFactory.create().execute(request, ends);
        return ends;
    }

    private static Ends run(String method) {
        return run(Map.of(), selectMethod(CHECKS + "#" + method));
    }

    @Test
    void each_test_ends_as_its_name_says() {
        Map<String, List<TestExecutionResult>> results =
                run(Map.of(), selectClass(CHECKS), selectClass(CHECKS + "$Inside")).results;
        assertThat(results).hasSizeGreaterThan(18);
        results.forEach((method, each) -> {
            TestExecutionResult.Status expected = method.startsWith("passes")
                    ? TestExecutionResult.Status.SUCCESSFUL
                    : method.startsWith("fails")
                            ? TestExecutionResult.Status.FAILED
                            : TestExecutionResult.Status.ABORTED;
            int times = method.contains("each") || method.contains("repeated") ? 2 : 1;
            assertThat(each)
                    .as(method)
                    .hasSize(times)
                    .allSatisfy(result ->
                            assertThat(result.getStatus()).as(result.toString()).isEqualTo(expected));
        });
    }

    @Test
    void a_failure_shows_the_order_and_the_schedule_that_repeats_it() {
        String message = run("fails_by_an_assertion_of_assertj(lockstep.engine.Actors)")
                .messageOf("fails_by_an_assertion_of_assertj");
        assertThat(message)
                .contains("[the balance]", "orders tried", "Account.payInTwoSteps(Account.java:")
                .containsPattern("A +write balance")
                .containsPattern("B +write balance");
        Matcher schedule = Pattern.compile("schedule = \"([^\"]+)\"").matcher(message);
        assertThat(schedule.find()).isTrue();
        Ends again = run(
                Map.of(Interleaved.SCHEDULE, schedule.group(1)),
                selectMethod(CHECKS + "#fails_by_an_assertion_of_assertj(lockstep.engine.Actors)"));
        assertThat(again.messageOf("fails_by_an_assertion_of_assertj")).contains("[the balance]", "1 order tried");
    }

    @Test
    void a_deadlock_shows_who_holds_what() {
        String name = "fails_by_a_deadlock_of_its_own_threads";
        assertThat(run(name).messageOf(name)).contains("Deadlock", "held by", "AccountChecks.both(AccountChecks.java:");
    }

    @Test
    void what_is_refused_is_told() {
        assertThat(run("fails_uncontrolled").messageOf("fails_uncontrolled")).contains("Not controlled: ");
        String refused = "fails_with_an_object_that_is_under_control";
        assertThat(run(refused + "(com.example.bank.Account)").messageOf(refused))
                .contains("com.example.bank.Account, which is under control");
    }

    @Test
    void what_was_expected_is_reported_with_the_outcomes() {
        Ends ends = run("passes_as_it_finds_what_is_forbidden(lockstep.engine.Actors, lockstep.engine.junit.Outcomes)");
        assertThat(ends.reports).singleElement().asString().contains("outcome 1: forbidden", "FORBIDDEN");
    }
}
