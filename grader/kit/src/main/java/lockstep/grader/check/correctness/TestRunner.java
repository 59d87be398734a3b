package lockstep.grader.check.correctness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs single tests on the JUnit Platform, with the Jupiter engine alone: looking for others would take its time. */
final class TestRunner {

    private final Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build());

    /**
     * Runs one test.
     *
     * @param title the check's name, for messages
     */
    Verdict run(String className, String method, String title) throws ClassNotFoundException {
        Class<?> type = Class.forName(className);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(type, method(type, method)))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(
                        "junit.jupiter.extensions.autodetection.include", OnThreadOfItsOwn.class.getName())
                .build();
        Ear ear = new Ear(title);
        launcher.execute(request, ear);
        return ear.verdict();
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && method.isAnnotationPresent(Test.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test " + name + " in " + type.getName()));
    }

    /** Hears how a test and what is around it ended. */
    private static final class Ear implements TestExecutionListener {

        private final String title;
        private final List<Verdict> verdicts = new ArrayList<>();
        private int testsPassed;

        Ear(String title) {
            this.title = title;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            verdicts.add(new Verdict.Errored("the probe is switched off: " + reason));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable thrown = result.getThrowable().orElse(null);
            switch (result.getStatus()) {
                case SUCCESSFUL -> testsPassed += test.isTest() ? 1 : 0;
                case ABORTED ->
                    verdicts.add(new Verdict.Inconclusive(
                            thrown == null ? "the probe gave up" : String.valueOf(thrown.getMessage()), List.of()));
                case FAILED ->
                    verdicts.add(
                            thrown == null
                                    ? new Verdict.Errored("the probe failed without a reason")
                                    : VerdictOf.thrown(title, thrown));
            }
        }

        /** What went wrong first is the answer; a probe that ran no test has none. */
        Verdict verdict() {
            if (!verdicts.isEmpty()) {
                return verdicts.get(0);
            }
            return testsPassed > 0 ? Verdict.pass() : new Verdict.Errored("the probe ran no test");
        }
    }
}
