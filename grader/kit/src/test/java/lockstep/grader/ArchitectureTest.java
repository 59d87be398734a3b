package lockstep.grader;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.probe.Boundary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom: data flows one way through packages named after the pipeline. */
class ArchitectureTest {

    /** From what everything is told in to what puts everything together; each may use those before it. */
    private static final List<String> LAYERS = List.of(
            "typo",
            "verdict",
            "exercise",
            "probe",
            "author",
            "explain",
            "submission",
            "compile",
            "gate",
            "worker",
            "check",
            "score",
            "report",
            "catalog",
            "pipeline",
            "pack",
            "classroom",
            "cluster",
            "cli");

    private static final JavaClasses GRADER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("lockstep.grader");

    @Test
    void the_rules_see_the_grader() {
        for (String layer : LAYERS) {
            assertThat(GRADER.that(resideInAPackage("lockstep.grader." + layer + "..")))
                    .as(layer)
                    .isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> each_layer_uses_only_those_before_it() {
        return LAYERS.stream()
                .map(layer -> DynamicTest.dynamicTest(layer, () -> {
                    String[] later = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream()
                            .map(name -> "lockstep.grader." + name + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("lockstep.grader." + layer + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(later)
                            .allowEmptyShould(later.length == 0)
                            .check(GRADER);
                }));
    }

    @Test
    void stages_do_not_know_each_other() {
        slices().matching("lockstep.grader.check.(*)..")
                .should()
                .notDependOnEachOther()
                .check(GRADER);
    }

    @Test
    void exercises_do_not_know_each_other() {
        slices().matching("lockstep.grader.catalog.(*)..")
                .should()
                .notDependOnEachOther()
                .check(GRADER);
    }

    @Test
    void only_probes_name_student_types() {
        noClasses()
                .that()
                .resideOutsideOfPackage("lockstep.grader.catalog..")
                .should()
                .dependOnClassesThat(resideInAPackage("lockstep..")
                        .and(not(resideInAnyPackage("lockstep.grader..", "lockstep.engine.."))))
                .check(GRADER);
    }

    /**
     * One class per exercise: a contract, whose calls the kit makes across the boundary, or one that crosses it itself.
     * The lab, which grades nobody, crosses it as a whole.
     */
    @Test
    void student_code_is_called_in_one_place_and_across_the_boundary() {
        Set<String> stubs = AllExercises.catalog().exercises().stream()
                .map(exercise -> exercise.stub().getName())
                .collect(Collectors.toSet());
        DescribedPredicate<JavaClass> ofStudents =
                describe("what a student writes", type -> stubs.contains(type.getName()));
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Submitted")
                .and()
                .haveSimpleNameNotEndingWith("Contract")
                .and()
                .resideOutsideOfPackage("lockstep.grader.catalog.lab")
                .should()
                .accessTargetWhere(target(owner(ofStudents)))
                .check(GRADER);
        classes()
                .that()
                .haveSimpleNameStartingWith("Submitted")
                .should()
                .callMethod(Boundary.class, "call", Callable.class)
                .check(GRADER);
    }

    @Test
    void only_workers_start_processes() {
        noClasses()
                .that(not(resideInAPackage("lockstep.grader.worker..")))
                // A canary of the structure rules is known-bad code on purpose; it is read and never run.
                .and()
                .doNotHaveSimpleName("Canary")
                .should()
                .callConstructor(ProcessBuilder.class, String[].class)
                .orShould()
                .callConstructor(ProcessBuilder.class, List.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .check(GRADER);
    }

    @Test
    void clocks_and_randomness_are_injected() {
        noClasses()
                .that(not(resideInAnyPackage("lockstep.grader.cli..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .check(GRADER);
    }

    @Test
    void no_static_state_changes() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(resideInAPackage("..jmh_generated..")))
                // The lab shows who shares a static field: it has to change one.
                .and()
                .areDeclaredInClassesThat(not(name("lockstep.grader.catalog.lab.Shared")))
                .should()
                .beFinal()
                .check(GRADER);
    }

    @Test
    void nothing_is_printed_past_the_command_line() {
        noClasses()
                .that(not(resideInAnyPackage("lockstep.grader.cli..", "lockstep.grader.worker.child..")))
                // The reference's child process speaks to its parent by printing: that is the exercise; so do the
                // lab's, and one that calls a submission's main. What a submission prints goes where it says.
                .and()
                .doNotHaveSimpleName("PrintedTrace")
                .and()
                .doNotHaveSimpleName("ReferenceChild")
                .and()
                .doNotHaveSimpleName("LabChild")
                .and()
                .doNotHaveSimpleName("SubmittedMain")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(GRADER);
    }

    @Test
    void records_of_the_leaf_know_nothing_of_the_grader() {
        classes()
                .that()
                .resideInAPackage("lockstep.grader.verdict..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "lockstep.grader.verdict..", "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..")
                .check(GRADER);
    }
}
