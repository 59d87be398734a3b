package lockstep.grader.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

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
    private final Map<String, AllowList> lists = new HashMap<>();

    /** Creates a gate with the kit's lists; throws {@code IllegalStateException} if one of the exercises has none. */
    public Gate(List<Exercise> exercises) {
        for (Exercise exercise : exercises) {
            lists.put(exercise.id().slug(), Lists.of(exercise.id().slug()));
        }
    }

    /** Returns what is not allowed in it, if anything is. */
    public Optional<Finding> inspect(CompiledSubmission submission) {
        Map<String, List<Use>> uses = new TreeMap<>();
        Map<String, Set<String>> members = new HashMap<>();
        Map<String, byte[]> classes = classesIn(submission.classes());
        classes.forEach((name, bytes) -> {
            uses.put(name, UseReader.read(bytes, submission.exercise().packagePath()));
            members.put(name, membersOf(bytes));
        });
        Set<String> given = classesIn(submission.given()).keySet();
        AllowList list = lists.get(submission.exercise().id().slug());
        if (list == null) {
            throw new IllegalArgumentException(submission.exercise().id() + " is not among the gate's exercises");
        }
        Judgement judgement = new Judgement(list, uses, members, given);
        Set<Use> refused = new LinkedHashSet<>();
        uses.values()
                .forEach(ofClass ->
                        ofClass.stream().filter(use -> !judgement.allows(use)).forEach(refused::add));
        return refused.isEmpty() ? Optional.empty() : Optional.of(finding(refused));
    }

    private Finding finding(Set<Use> refused) {
        Map<String, Evidence.RuleBreach> breaches = new LinkedHashMap<>();
        List<Use> inOrder = refused.stream()
                // A member says more than its type, which is named in the same place.
                .filter(use ->
                        use.kind() != Use.Kind.NAMES || refused.stream().noneMatch(other -> tellsMore(other, use)))
                .sorted(Comparator.comparing(Gate::file).thenComparing(Gate::line))
                .toList();
        Use first = inOrder.get(0);
        for (Use use : inOrder) {
            String what = what(use) + ": " + reason(use).because() + ".";
            // What to do instead of the first one is the advice.
            String instead =
                    reason(use).equals(reason(first)) ? "" : " " + reason(use).instead();
            breaches.putIfAbsent(what + use.location(), new Evidence.RuleBreach(use.location(), RULE, what + instead));
        }
        List<Evidence> shown =
                new ArrayList<>(breaches.values().stream().limit(MOST_SHOWN).toList());
        long further = inOrder.stream().map(Gate::what).distinct().count() - 1;
        String message = "Not allowed here: " + what(first) + ", because "
                + reason(first).because() + "." + (further == 0 ? "" : " (And " + further + " more, below.)");
        return new Finding(message, new Advice(WHY, reason(first).instead(), null), first.location(), shown);
    }

    private static boolean tellsMore(Use other, Use use) {
        return other != use
                && other.kind() != Use.Kind.NAMES
                && other.owner().equals(use.owner())
                && java.util.Objects.equals(other.location(), use.location());
    }

    private Instead reason(Use use) {
        return switch (use.kind()) {
            case NEVER -> new Instead("nobody can check what it does", "Write it as a plain Java method of your own.");
            case DECLARES ->
                use.member().equals("finalize")
                        ? Instead.of("java.lang.Object.finalize", instead)
                        : new Instead("others rely on what it says", "Leave that method out, or give it another name.");
            case USES -> ofMember(use);
            case NAMES, EXTENDS, LINKS -> Instead.of(use.owner() + "." + use.member(), instead);
        };
    }

    /** What is said about a member holds for whoever inherits it. */
    private Instead ofMember(Use use) {
        for (Class<?> each : Platform.familyOf(use.owner())) {
            if (Platform.declares(each, use.member(), use.parameters())) {
                return Instead.of(each.getName() + "." + use.member(), instead);
            }
        }
        return Instead.of(use.owner() + "." + use.member(), instead);
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

    private static Set<String> membersOf(byte[] bytes) {
        Set<String> members = new HashSet<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable FieldVisitor visitField(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    @Nullable Object value) {
                                members.add(name);
                                return null;
                            }

                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                members.add((name.equals("<init>") ? "new" : name) + Parameters.of(descriptor));
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return members;
    }

    private static Map<String, byte[]> classesIn(Path folder) {
        Map<String, byte[]> classes = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return classes;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String path = folder.relativize(file).toString().replace(java.io.File.separatorChar, '/');
                classes.put(
                        path.substring(0, path.length() - ".class".length()).replace('/', '.'),
                        Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
