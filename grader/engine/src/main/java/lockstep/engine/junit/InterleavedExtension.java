package lockstep.engine.junit;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.Schedule;
import lockstep.engine.SearchResult;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.Weaving;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Runs {@link Interleaved} methods in the engine in place of running them once. */
final class InterleavedExtension
        implements TestTemplateInvocationContextProvider, InvocationInterceptor, ParameterResolver {

    // ---- the annotation as a test of its own

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return Arrays.stream(context.getRequiredTestMethod().getAnnotations())
                .map(annotation -> annotation.annotationType())
                .noneMatch(type -> AnnotationSupport.isAnnotated(type, TestTemplate.class)
                        && type != Interleaved.class
                        && !AnnotationSupport.isAnnotated(type, Interleaved.class));
    }

    /** None where another annotation makes the method a test already. */
    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        boolean isTest = AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), Test.class);
        return isTest
                ? Stream.empty()
                : Stream.of(new TestTemplateInvocationContext() {
                    @Override
                    public String getDisplayName(int invocationIndex) {
                        return context.getDisplayName();
                    }
                });
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    // ---- what each order gets anew

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable() instanceof Method
                && TestRun.isGiven(parameter.getParameter().getType());
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    // ---- the test

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        run(method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        run(method, context);
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        throw new ExtensionConfigurationException("a factory of dynamic tests cannot be @Interleaved");
    }

    private static void run(ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        Class<?> type = method.getTargetClass();
        Interleaved how = AnnotationSupport.findAnnotation(method.getExecutable(), Interleaved.class)
                .orElseThrow();
        Weaving all = Weaving.ofClassPath(type);
        Weaving some = Weaving.of(Stream.concat(Stream.of(type.getName()), Arrays.stream(how.weaves()))
                .toArray(String[]::new));
        Weaving weaving = how.weaves().length == 0 ? all : some;
        List<Outcome> known = AnnotationSupport.findRepeatableAnnotations(method.getExecutable(), Outcome.class);
        Outcomes outcomes = new Outcomes(known);
        TestRun test = TestRun.of(method, weaving, outcomes);
        String schedule =
                context.getConfigurationParameter(Interleaved.SCHEDULE).orElse(how.schedule());
        try (Engine engine = new Engine(type.getClassLoader(), weaving, how.seed())) {
            Scenario scenario = new Scenario(test, Scenario.Aim.EVERYTHING);
            SearchResult result = schedule.isEmpty()
                    ? engine.search(scenario, budget(how))
                    : engine.replay(scenario, Schedule.parse(schedule));
            String report = report(engine, result, outcomes);
            conclude(how, result, report);
            if (result.found() != Found.NOTHING || !outcomes.counts().isEmpty()) {
                context.publishReportEntry("orders", report);
            }
        }
        test.skipIfAllOrdersWere();
    }

    private static Budget budget(Interleaved how) {
        double factor = how.orders() / (double) Budget.STANDARD.interleavings();
        Budget budget = Budget.STANDARD.times(factor);
        long steps = how.steps() == 0 ? budget.steps() : how.steps();
        double longer = Math.max(1, steps / (double) Budget.STANDARD.steps());
        Duration time = Duration.ofMillis((long) (budget.time().toMillis() * longer));
        return new Budget(how.orders(), steps, time, budget.random(), budget.afterRace());
    }

    private static String report(Engine engine, SearchResult result, Outcomes outcomes) {
        String again = result.failure() == null
                ? ""
                : "\nTo run this order again: @Interleaved(schedule = \"" + result.schedule() + "\"), or -D"
                        + Interleaved.SCHEDULE + "=" + result.schedule() + " with this test alone.";
        String table = outcomes.toString();
        return engine.describe(result) + again + (table.isEmpty() ? "" : "\nThe outcomes:\n" + table);
    }

    private static void conclude(Interleaved how, SearchResult result, String report) {
        Throwable thrown = thrown(result.failure());
        if (thrown instanceof ExtensionConfigurationException refused) {
            throw refused;
        }
        Found found = result.found();
        if (found == how.finds()) {
            return;
        }
        if (found == Found.UNCONTROLLED && how.uncontrolled() == Interleaved.Uncontrolled.ABORT) {
            throw new TestAbortedException(report);
        }
        String missed = how.finds() == Found.NOTHING ? "" : "Expected " + how.finds() + ", found " + found + ".\n";
        throw new AssertionError(missed + report, thrown);
    }

    private static @Nullable Throwable thrown(@Nullable ExecutionResult failure) {
        return failure != null && failure.fault() instanceof Fault.Thrown thrown ? thrown.thrown() : null;
    }
}
