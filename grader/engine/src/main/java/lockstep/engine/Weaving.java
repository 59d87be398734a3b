package lockstep.engine;

import java.lang.module.ModuleFinder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lockstep.engine.control.LibraryNames;

/**
 * Which classes are under control, by their names with dots. All others, and what they do, are one step to the engine.
 *
 * @param tested classes under test: each access that another thread could see is a scheduling point
 * @param playing classes that take part and are not under test: they wait and start threads, and are not suspected of races
 */
public record Weaving(Predicate<String> tested, Predicate<String> playing) {

    /** What tests are written with and run by, and what writes logs: it shares its state with all tests. */
    private static final List<String> TOOLS = List.of(
            "lockstep.engine.",
            "org.junit.",
            "junit.",
            "org.opentest4j.",
            "org.apiguardian.",
            "org.hamcrest.",
            "org.assertj.",
            "com.google.common.truth.",
            "org.mockito.",
            "org.easymock.",
            "net.bytebuddy.",
            "org.objenesis.",
            "org.testng.",
            "net.jqwik.",
            "org.objectweb.asm.",
            "org.jspecify.",
            "org.apache.maven.",
            "org.gradle.",
            "org.eclipse.jdt.",
            "com.intellij.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.apache.logging.",
            "org.apache.commons.logging.");

    /**
     * Returns the weaving of a test: under test are the classes given, with what is nested in them, and all others on the
     * class path. Left out are the packages of the JDK's modules, and tools: this engine, JUnit (and JUnit 4, TestNG, jqwik),
     * AssertJ, Hamcrest, Truth, Mockito, EasyMock, what runs tests for a build or an editor, SLF4J, Logback, Log4j and Commons
     * Logging.
     *
     * @param tests classes under test in any case, also in a package that is left out
     */
    public static Weaving ofClassPath(Class<?>... tests) {
        Set<String> ofJdk = ModuleFinder.ofSystem().findAll().stream()
                .flatMap(module -> module.descriptor().packages().stream())
                .collect(Collectors.toSet());
        Predicate<String> given =
                prefixed(Arrays.stream(tests).map(Class::getName).toList());
        Predicate<String> ofOthers = name -> LibraryNames.isCopy(name)
                || ofJdk.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                || TOOLS.stream().anyMatch(name::startsWith);
        return new Weaving(given.or(ofOthers.negate()), name -> false);
    }

    /**
     * Returns the weaving that has the classes of these names, with what is nested in them, and all in the packages of these
     * names and below, under test.
     */
    public static Weaving of(String... names) {
        return new Weaving(prefixed(List.of(names)), name -> false);
    }

    private static Predicate<String> prefixed(List<String> names) {
        return name -> names.stream()
                .anyMatch(prefix -> name.startsWith(prefix)
                        && (name.length() == prefix.length() || ".$".indexOf(name.charAt(prefix.length())) >= 0));
    }

    /** Returns whether a class is under test; one that plays is not. */
    public boolean tests(String className) {
        return tested.test(className) && !playing.test(className);
    }

    /** Returns whether a class is under control. */
    public boolean includes(String className) {
        return playing.test(className) || tested.test(className);
    }
}
