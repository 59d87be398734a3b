package lockstep.grader.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the uses of one submission are allowed. Each question about a member of a class is answered once, in time
 * linear in the number of classes above it, however they are connected.
 */
final class Judgement {

    private final AllowList list;
    private final Set<String> given;
    private final Map<String, ClassUses> own;
    private final Map<String, Boolean> answers = new HashMap<>();
    private final Map<String, Set<String>> foreignAncestors = new HashMap<>();
    private final Map<String, List<Class<?>>> families = new HashMap<>();

    /**
     * @param own all of the submission's classes by binary name
     * @param given the kit's classes that every part of is allowed
     */
    Judgement(AllowList list, Map<String, ClassUses> own, Set<String> given) {
        this.list = list;
        this.own = Map.copyOf(own);
        this.given = Set.copyOf(given);
    }

    boolean allows(Use use) {
        return switch (use.kind()) {
            case NEVER -> false;
            case LINKS -> list.allowsBootstrap(use.owner(), use.member());
            case NAMES -> isOwn(use.owner()) || list.of(use.owner()) != null;
            case EXTENDS -> isOwn(use.owner()) || isExtendable(use.owner());
            case USES ->
                answers.computeIfAbsent(
                        use.owner() + " " + use.member() + use.parameters(), question -> allowsMember(use));
            case DECLARES -> !isKept(use);
        };
    }

    /**
     * Returns the platform's type whose member is meant, where a use names a class of the submission that inherits it;
     * otherwise the type that is named.
     */
    String declarer(Use use) {
        return own.containsKey(use.owner())
                ? inherited(use.owner(), use).stream()
                        .filter(type -> !allowsInherited(type, use))
                        .findFirst()
                        .orElse(use.owner())
                : use.owner();
    }

    private boolean isOwn(String type) {
        return own.containsKey(type) || given.contains(type);
    }

    private boolean isExtendable(String type) {
        Entry entry = list.of(type);
        return entry != null && entry.extendable();
    }

    private boolean allowsMember(Use use) {
        ClassUses owner = own.get(use.owner());
        if (owner == null) {
            return allowsInherited(use.owner(), use);
        }
        if (owner.declares(use)) {
            return true;
        }
        // Each type that it may come from must allow it, and one of them must have it.
        boolean declaredByOwn = false;
        for (ClassUses each : reached(use.owner(), use)) {
            declaredByOwn |= each.declares(use);
        }
        Set<String> foreign = inherited(use.owner(), use);
        return (declaredByOwn || !foreign.isEmpty()) && foreign.stream().allMatch(type -> allowsInherited(type, use));
    }

    private boolean allowsInherited(String type, Use use) {
        return given.contains(type) || allowsOfPlatform(type, use);
    }

    /** Returns the types beyond the submission from which a class of it inherits such a member. */
    private Set<String> inherited(String type, Use use) {
        Set<String> found = new LinkedHashSet<>();
        for (ClassUses each : reached(type, use)) {
            if (!each.declares(use)) {
                each.parents().stream()
                        .filter(parent -> !own.containsKey(parent) && has(parent, use))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Returns a class of the submission and all of its own above it, up to the nearest ones that declare the member. */
    private Set<ClassUses> reached(String type, @Nullable Use use) {
        Set<ClassUses> reached = new LinkedHashSet<>();
        Deque<ClassUses> waiting = new ArrayDeque<>();
        ClassUses first = own.get(type);
        if (first != null && reached.add(first)) {
            waiting.add(first);
        }
        while (!waiting.isEmpty()) {
            ClassUses next = waiting.remove();
            if (use == null || !next.declares(use)) {
                for (String parent : next.parents()) {
                    ClassUses above = own.get(parent);
                    if (above != null && reached.add(above)) {
                        waiting.add(above);
                    }
                }
            }
        }
        return reached;
    }

    private boolean has(String type, Use use) {
        return given.contains(type) || declaredIn(familyOf(type), use);
    }

    private static boolean declaredIn(List<Class<?>> family, Use use) {
        return family.stream().anyMatch(each -> Platform.declares(each, use.member(), use.parameters()));
    }

    private boolean allowsOfPlatform(String owner, Use use) {
        Entry entry = list.of(owner);
        if (entry == null) {
            return false;
        }
        if (use.member().equals("new")) {
            return entry.allows(use.member(), use.parameters());
        }
        if (familyOf(owner).stream().anyMatch(each -> denies(each, use))) {
            return false;
        }
        if (entry.allows(use.member(), use.parameters())) {
            return true;
        }
        for (Class<?> each : familyOf(owner)) {
            Entry inherited = list.of(each.getName());
            if (Platform.declares(each, use.member(), use.parameters())) {
                // The nearest declaration decides: that is what is called.
                return inherited != null && inherited.allows(use.member(), use.parameters());
            }
        }
        return false;
    }

    /** What is taken out of a type is taken out of all below it. */
    private boolean denies(Class<?> type, Use use) {
        Entry entry = list.of(type.getName());
        return entry != null && entry.denies(use.member(), use.parameters());
    }

    /** Returns whether a class declares a method that its platform parents must keep as they are. */
    private boolean isKept(Use use) {
        return foreignAncestors.computeIfAbsent(use.owner(), this::foreignAncestors).stream()
                .map(this::familyOf)
                .anyMatch(family -> family.stream().anyMatch(each -> keeps(each, use)) && declaredIn(family, use));
    }

    private Set<String> foreignAncestors(String type) {
        Set<String> foreign = new HashSet<>();
        reached(type, null).forEach(each -> foreign.addAll(each.parents()));
        foreign.removeAll(own.keySet());
        return foreign;
    }

    private boolean keeps(Class<?> type, Use use) {
        Entry entry = list.of(type.getName());
        return entry != null && entry.kept().contains(use.member());
    }

    private List<Class<?>> familyOf(String type) {
        return families.computeIfAbsent(type, name -> list.of(name) == null ? List.of() : Platform.familyOf(name));
    }
}
