package lockstep.grader.gate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;

/**
 * Looks through a submission's bytecode for everything that no list allows. Bytecode and not text, because text can be
 * written in ways that only the compiler reads.
 *
 * <p>What it cannot see: whether allowed code runs for ever, takes all memory, or computes what it should.
 */
public final class Gate {

    private static final int MOST_SHOWN = 20;

    private static final String WHY = "Your code runs on someone's machine, beside the grader: it may use what the"
            + " exercises need, and nothing that reaches beyond them.";

    private static final String RULE = "code uses only what exercises/ALLOWED.md lists";

    private final Map<String, Instead> instead = Instead.parse(Lists.lines("instead"));
    private final AllowList list;

    /**
     * Creates a gate for one exercise.
     *
     * @throws IllegalArgumentException if what it allows is neither a list of the kit nor a line as the lists have them
     */
    public Gate(Exercise exercise) {
        list = Lists.of(exercise.allowed());
    }

    /**
     * Checks what an exercise allows.
     *
     * @throws IllegalArgumentException if it is neither a list of the kit nor a line as the lists have them
     */
    public static void expectKnown(List<String> allowed) {
        allowed.stream().filter(each -> !each.contains(":")).forEach(Lists::lines);
        AllowList.parse(
                List.of(allowed.stream().filter(each -> each.contains(":")).toList()));
    }

    /**
     * Returns what is not allowed, if anything is.
     *
     * @param classes the submission's classes by binary name
     * @param given the names of the kit's classes beside them
     * @param packagePath where the sources are, with slashes
     */
    public Optional<Finding> inspect(Map<String, byte[]> classes, Set<String> given, String packagePath) {
        Map<String, ClassUses> uses = new TreeMap<>();
        classes.forEach((name, bytes) -> uses.put(name, UseReader.read(bytes, packagePath)));
        Judgement judgement = new Judgement(list, uses, given);
        Set<Use> refused = new LinkedHashSet<>();
        uses.values()
                .forEach(ofClass -> ofClass.uses().stream()
                        .filter(use -> !judgement.allows(use))
                        .forEach(refused::add));
        return refused.isEmpty() ? Optional.empty() : Optional.of(finding(refused, judgement));
    }

    private Finding finding(Set<Use> refused, Judgement judgement) {
        // A member says more than its type, which is named in the same place.
        Set<String> toldByMembers = refused.stream()
                .filter(use -> use.kind() != Use.Kind.NAMES)
                .map(Gate::typeAndPlace)
                .collect(Collectors.toSet());
        List<Use> inOrder = refused.stream()
                .filter(use -> use.kind() != Use.Kind.NAMES || !toldByMembers.contains(typeAndPlace(use)))
                .sorted(Comparator.comparing(Gate::file).thenComparing(Gate::line))
                .toList();
        Use first = inOrder.get(0);
        Instead why = reason(first, judgement);
        Map<String, Evidence> breaches = new LinkedHashMap<>();
        for (int i = 0; i < inOrder.size() && breaches.size() < MOST_SHOWN; i++) {
            Use use = inOrder.get(i);
            Instead reason = reason(use, judgement);
            String what = what(use) + ": " + reason.because() + ".";
            // What to do instead of the first one is the advice.
            String otherwise = reason.equals(why) ? "" : " " + reason.instead();
            breaches.putIfAbsent(
                    what + use.location(), new Evidence.RuleBreach(use.location(), RULE, what + otherwise));
        }
        long further = inOrder.stream().map(Gate::what).distinct().count() - 1;
        String message = "Not allowed here: " + what(first) + ", because " + why.because() + "."
                + (further == 0 ? "" : " (And " + further + " more, below.)");
        return new Finding(
                message, new Advice(WHY, why.instead(), null), first.location(), List.copyOf(breaches.values()));
    }

    private static String typeAndPlace(Use use) {
        return use.owner() + " " + use.location();
    }

    private Instead reason(Use use, Judgement judgement) {
        return switch (use.kind()) {
            case NEVER -> new Instead("nobody can check what it does", "Write it as a plain Java method of your own.");
            case DECLARES ->
                use.member().equals("finalize")
                        ? Instead.of("java.lang.Object.finalize", instead)
                        : new Instead("others rely on what it says", "Leave that method out, or give it another name.");
            case USES -> ofMember(judgement.declarer(use), use);
            case NAMES, EXTENDS, LINKS -> Instead.of(use.owner() + "." + use.member(), instead);
        };
    }

    /** What is said about a member holds for whoever inherits it. */
    private Instead ofMember(String declarer, Use use) {
        for (Class<?> each : Platform.familyOf(declarer)) {
            if (Platform.declares(each, use.member(), use.parameters())) {
                return Instead.of(each.getName() + "." + use.member() + use.parameters(), instead);
            }
        }
        return Instead.of(declarer + "." + use.member() + use.parameters(), instead);
    }

    /** As a student would write it: {@code System.exit}, {@code new FileWriter}. */
    private static String what(Use use) {
        String type = use.owner().substring(use.owner().lastIndexOf('.') + 1).replace('$', '.');
        return switch (use.kind()) {
            case NEVER -> use.member();
            case DECLARES -> "the method " + use.member() + " of " + type;
            case EXTENDS -> "a class below " + type;
            case NAMES -> type;
            case USES, LINKS ->
                use.member().equals("new") ? "new " + type + use.parameters() : type + "." + use.member();
        };
    }

    private static String file(Use use) {
        SourceLocation location = use.location();
        return location == null ? "~" : location.file();
    }

    private static int line(Use use) {
        SourceLocation location = use.location();
        return location == null ? Integer.MAX_VALUE : location.line();
    }
}
