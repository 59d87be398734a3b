package lockstep.grader.gate;

import java.util.List;
import java.util.Set;

/** What one class of a submission has and what it refers to. Two of them are equal only if they are the same. */
final class ClassUses {

    private final List<Use> uses;
    private final Set<String> members;
    private final Set<String> parents;

    /**
     * @param members names of fields, and names of methods with their parameters as in a {@link Use}
     * @param parents the types that it extends or implements
     */
    ClassUses(List<Use> uses, Set<String> members, Set<String> parents) {
        this.uses = List.copyOf(uses);
        this.members = Set.copyOf(members);
        this.parents = Set.copyOf(parents);
    }

    List<Use> uses() {
        return uses;
    }

    Set<String> parents() {
        return parents;
    }

    boolean declares(Use use) {
        return members.contains(use.member() + use.parameters());
    }
}
