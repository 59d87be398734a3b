package lockstep.grader.catalog.processpool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.noUse;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Set;
import lockstep.grader.check.structure.TypeNames;
import lockstep.grader.exercise.Check;

/** ProcessPool starts its children by ChildJvm, and talks to them in both directions. */
final class ProcessPoolRules {

    private static final Set<String> PROCESS = Set.of("java.lang.Process");
    private static final Set<String> TO_CHILD = Set.of("getOutputStream", "outputWriter");
    private static final Set<String> FROM_CHILD = Set.of("getInputStream", "inputReader");

    @Check(
            id = "children-and-pipes",
            title = "Starts children, writes to them and reads from them",
            points = 10,
            mistake = "Q17",
            why = "Processes share nothing: a request and its answer go through pipes.",
            hint = "ChildJvm.start(ProcessPool.class) runs your main in a new JVM; Process has both of its streams.")
    static final ArchRule CHILDREN_AND_PIPES = all(submissions())
            .should(meet(
                    noMentionOf(TypeNames.matching("java\\.lang\\.ProcessBuilder(\\$\\w+)?")),
                    noUse(use -> use.owner().equals("java.lang.Runtime")
                            && use.member().equals("exec")),
                    presence(
                            classes -> classes.uses()
                                    .anyMatch(use -> use.owner().equals("lockstep.processpool.ChildJvm")
                                            && use.member().equals("start")),
                            "nothing in it calls ChildJvm.start"),
                    presence(
                            classes -> classes.uses()
                                    .anyMatch(use ->
                                            TO_CHILD.contains(use.member()) && classes.isA(use.owner(), PROCESS)),
                            "nothing in it writes to a child's input"),
                    presence(
                            classes -> classes.uses()
                                    .anyMatch(use ->
                                            FROM_CHILD.contains(use.member()) && classes.isA(use.owner(), PROCESS)),
                            "nothing in it reads a child's output")))
            .as("this exercise wants children started by ChildJvm.start, which are written to and read from");

    private ProcessPoolRules() {}

    /** Known-bad: a process of its own making, whose output nobody reads. */
    static final class Canary {
        Process start() throws IOException {
            return new ProcessBuilder("java").start();
        }
    }
}
