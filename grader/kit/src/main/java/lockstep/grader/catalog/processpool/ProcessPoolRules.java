package lockstep.grader.catalog.processpool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static lockstep.grader.check.structure.Demand.noMentionOf;
import static lockstep.grader.check.structure.Demand.presence;
import static lockstep.grader.check.structure.Submissions.meet;
import static lockstep.grader.check.structure.Submissions.submissions;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Set;
import lockstep.grader.check.structure.Demand;
import lockstep.grader.check.structure.TypeNames;
import lockstep.grader.exercise.Check;

/** ProcessPool starts its children by ChildJvm, and talks to them in both directions. */
public final class ProcessPoolRules {

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
                    use("lockstep.processpool.ChildJvm", Set.of("start"), "calls ChildJvm.start"),
                    use("java.lang.Process", Set.of("getOutputStream", "outputWriter"), "writes to a child's input"),
                    use("java.lang.Process", Set.of("getInputStream", "inputReader"), "reads a child's output")))
            .as("this exercise wants children started by ChildJvm.start, which are written to and read from");

    private ProcessPoolRules() {}

    private static Demand use(String owner, Set<String> members, String what) {
        return presence(
                classes -> classes.uses()
                        .anyMatch(use -> members.contains(use.member()) && classes.isA(use.owner(), Set.of(owner))),
                "nothing in it " + what);
    }

    /** Known-bad: a process of its own making, whose output nobody reads. */
    static final class Canary {
        Process start() throws IOException {
            return new ProcessBuilder("java").start();
        }
    }
}
