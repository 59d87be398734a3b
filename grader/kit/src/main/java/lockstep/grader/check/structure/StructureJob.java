package lockstep.grader.check.structure;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.ClassFileJob;

/**
 * Evaluates one ArchUnit rule over a submission's class files.
 *
 * <p>Each class of rules holds a nested class {@code Canary} that breaks every one of them. A rule that does not catch
 * its canary, or that sees no class at all, may not judge.
 */
public final class StructureJob implements ClassFileJob {

    private static final int MOST_BREACHES = 10;

    /** Creates the job. */
    public StructureJob() {
        // ArchUnit logs through a facade that would tell on stderr that no log is kept.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    /** Names are all that the rules ask of the platform's classes; looking those up would cost most of the time. */
    @Override
    public Verdict judge(Path classes, CheckSpec check) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return verdict(classes, check);
        });
    }

    private static Verdict verdict(Path folder, CheckSpec check) {
        try {
            Class<?> rules = Class.forName(check.probe().className());
            ArchRule rule = rule(rules, check.probe().member());
            JavaClasses canary = new ClassFileImporter().importClasses(Class.forName(rules.getName() + "$Canary"));
            if (breaches(rule, canary).isEmpty()) {
                return new Verdict.Errored("the rule " + check.id() + " did not catch its canary");
            }
            JavaClasses classes = new ClassFileImporter().importPath(folder);
            if (classes.isEmpty()) {
                return new Verdict.Errored("the rule " + check.id() + " saw no class");
            }
            List<Breach> breaches = breaches(rule, classes);
            return breaches.isEmpty()
                    ? Verdict.pass()
                    : new Verdict.Failed(finding(check, rule.getDescription(), breaches));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Verdict.Errored("the rule " + check.id() + " could not be evaluated: " + e);
        }
    }

    private static ArchRule rule(Class<?> rules, String name) throws ReflectiveOperationException {
        Field field = rules.getDeclaredField(name);
        field.setAccessible(true);
        return (ArchRule) field.get(null);
    }

    private static List<Breach> breaches(ArchRule rule, JavaClasses classes) {
        // One line that names a type in several ways is one breach.
        Map<String, Breach> distinct = new LinkedHashMap<>();
        rule.evaluate(classes)
                .<Breach>handleViolations((found, message) ->
                        found.forEach(breach -> distinct.putIfAbsent(breach.location() + breach.what(), breach)));
        return List.copyOf(distinct.values());
    }

    private static Finding finding(CheckSpec check, String rule, List<Breach> breaches) {
        Breach first = breaches.get(0);
        String className = check.probe().className();
        String subject = className.substring(className.lastIndexOf('.') + 1).replaceFirst("Rules$", "");
        SourceLocation location = first.location();
        String where = location == null
                ? subject + ": "
                : location.file()
                                .substring(location.file().lastIndexOf('/') + 1)
                                .replaceFirst("\\.java$", "")
                        + " line " + location.line() + " ";
        return new Finding(
                where + first.what() + "; " + rule + ".",
                first.advice(),
                location,
                breaches.stream()
                        .limit(MOST_BREACHES)
                        .<Evidence>map(breach -> new Evidence.RuleBreach(breach.location(), rule, breach.what()))
                        .toList());
    }
}
