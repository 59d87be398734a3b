package lockstep.grader.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the uses of one submission are allowed. */
final class Judgement {

    private final AllowList list;
    private final Set<String> given;
    private final Map<String, Set<String>> above = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, List<Class<?>>> families = new HashMap<>();

    /**
     * @param uses all uses in all of the submission's classes, by class
     * @param members what each of these classes has: names with parameters, names of fields
     * @param given the kit's classes that every part of is allowed
     */
    Judgement(AllowList list, Map<String, List<Use>> uses, Map<String, Set<String>> members, Set<String> given) {
        this.list = list;
        this.given = Set.copyOf(given);
        this.members.putAll(members);
        uses.forEach((name, ofClass) -> {
            Set<String> parents = new HashSet<>();
            for (Use use : ofClass) {
                if (use.kind() == Use.Kind.EXTENDS) {
                    parents.add(use.owner());
                }
            }
            above.put(name, parents);
        });
    }

    boolean allows(Use use) {
        return switch (use.kind()) {
            case NEVER -> false;
            case LINKS -> list.allowsBootstrap(use.owner(), use.member());
            case NAMES -> isOwn(use.owner()) || list.of(use.owner()) != null;
            case EXTENDS -> isOwn(use.owner()) || isExtendable(use.owner());
            case USES -> given.contains(use.owner()) || allowsMember(use.owner(), use);
            case DECLARES -> !isKept(use.owner(), use);
        };
    }

    private boolean isOwn(String type) {
        return members.containsKey(type) || given.contains(type);
    }

    private boolean isExtendable(String type) {
        Entry entry = list.of(type);
        return entry != null && entry.extendable();
    }

    private boolean allowsMember(String owner, Use use) {
        if (!members.containsKey(owner)) {
            return given.contains(owner) || allowsOfPlatform(owner, use);
        }
        if (members.getOrDefault(owner, Set.of()).contains(use.member() + use.parameters())) {
            return true;
        }
        // Inherited: each parent that has it must allow it, and one of them must have it.
        boolean found = false;
        for (String parent : above.getOrDefault(owner, Set.of())) {
            if (has(parent, use)) {
                found = true;
                if (!allowsMember(parent, use)) {
                    return false;
                }
            }
        }
        return found;
    }

    private boolean has(String type, Use use) {
        if (given.contains(type)) {
            return true;
        }
        if (!members.containsKey(type)) {
            return familyOf(type).stream().anyMatch(each -> Platform.declares(each, use.member(), use.parameters()));
        }
        return members.getOrDefault(type, Set.of()).contains(use.member() + use.parameters())
                || above.getOrDefault(type, Set.of()).stream().anyMatch(parent -> has(parent, use));
    }

    private boolean allowsOfPlatform(String owner, Use use) {
        Entry entry = list.of(owner);
        if (entry == null || entry.denies(use.member(), use.parameters())) {
            return false;
        }
        if (entry.allows(use.member(), use.parameters())) {
            return true;
        }
        if (use.member().equals("new")) {
            return false;
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

    /** Returns whether a class declares a method that its platform parents must keep as they are. */
    private boolean isKept(String type, Use use) {
        for (String parent : above.getOrDefault(type, Set.of())) {
            if (members.containsKey(parent)) {
                if (isKept(parent, use)) {
                    return true;
                }
            } else if (familyOf(parent).stream().anyMatch(each -> isKeptIn(each, use))) {
                return true;
            }
        }
        return false;
    }

    private boolean isKeptIn(Class<?> type, Use use) {
        Entry entry = list.of(type.getName());
        return entry != null
                && entry.kept().contains(use.member())
                && Platform.declares(type, use.member(), use.parameters());
    }

    private List<Class<?>> familyOf(String type) {
        return families.computeIfAbsent(type, name -> list.of(name) == null ? List.of() : Platform.familyOf(name));
    }
}
