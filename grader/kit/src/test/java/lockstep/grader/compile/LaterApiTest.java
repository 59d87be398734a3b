package lockstep.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Holds the list of what came to the JDK after Java 17 against the releases' signatures, which a JDK carries for {@code
 * javac --release}. Only one that is as new as the list has them all; set {@code lockstep.write-later-api} to write the list.
 */
class LaterApiTest {

    private static final Path LIST = Path.of("src/main/resources/lockstep/grader/compile/later-api.txt");
    private static final int OURS = 17;
    private static final int NEWEST = 25;
    private static final String PACKAGES = "java/(lang|io|math|text|time|util|util/concurrent(/atomic|/locks)?"
            + "|util/(function|stream|regex|random)|nio/(charset|file))/[^/]+";

    /** Members by type and release; the member without a name is the type. */
    private final Map<String, Map<Integer, Set<String>>> members = new TreeMap<>();

    @Test
    void the_list_is_what_the_jdk_says_of_its_releases() throws IOException {
        assumeTrue(Runtime.version().feature() == NEWEST, "a JDK of the release of the list is needed");
        try (ZipFile signatures = new ZipFile(
                Path.of(System.getProperty("java.home"), "lib/ct.sym").toFile())) {
            for (ZipEntry entry : signatures.stream().toList()) {
                read(signatures, entry);
            }
        }
        List<String> lines = members.entrySet().stream()
                .flatMap(each -> lines(each.getKey(), each.getValue()))
                .toList();
        if (Boolean.getBoolean("lockstep.write-later-api")) {
            Files.write(LIST, lines);
        }
        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(Files.readAllLines(LIST)).isEqualTo(lines);
    }

    private void read(ZipFile signatures, ZipEntry entry) throws IOException {
        String[] parts = entry.getName().split("/", 3);
        if (parts.length < 3 || !parts[1].equals("java.base") || !parts[2].matches(PACKAGES + "\\.sig")) {
            return;
        }
        Collected type = new Collected();
        new ClassReader(signatures.getInputStream(entry).readAllBytes()).accept(type, 0);
        for (char release : parts[0].toCharArray()) {
            members.computeIfAbsent(type.name, name -> new HashMap<>()).put(Character.digit(release, 36), type.members);
        }
    }

    private static Stream<String> lines(String type, Map<Integer, Set<String>> releases) {
        Set<String> before = releases.getOrDefault(OURS, Set.of());
        Map<Integer, Set<String>> since = new TreeMap<>();
        for (String member : releases.getOrDefault(NEWEST, Set.of())) {
            int first = NEWEST;
            while (releases.getOrDefault(first - 1, Set.of()).contains(member)) {
                first--;
            }
            if (first > OURS && !before.contains(member)) {
                since.computeIfAbsent(first, release -> new TreeSet<>()).add(member);
            }
        }
        boolean isNew = !before.contains("");
        return since.entrySet().stream()
                .filter(each -> !isNew || each.getValue().contains(""))
                .map(each -> (each.getKey() + " " + type.replace('/', '.').replace('$', '.') + " "
                                + (isNew ? "" : String.join(" ", each.getValue())))
                        .strip());
    }

    /** What of a type its users may name; nothing that is only a preview. */
    private static final class Collected extends ClassVisitor {
        private final Set<String> members = new HashSet<>();
        private String name = "";
        private boolean isPublic;

        Collected() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.name = name;
            isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
            add("", access);
        }

        private void add(String member, int access) {
            if (isPublic && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
                members.add(member);
            }
        }

        private static boolean isPreview(String annotation) {
            return annotation.contains("PreviewFeature");
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            if (isPreview(annotation)) {
                isPublic = false;
                members.clear();
            }
            return null;
        }

        @Override
        public FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            add(field, access);
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    if (isPreview(annotation)) {
                        members.remove(field);
                    }
                    return null;
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            String shown = method
                    + Arrays.stream(Type.getArgumentTypes(descriptor))
                            .map(type -> type.getClassName().replaceAll(".*[.$]", ""))
                            .collect(Collectors.joining(",", "(", ")"));
            add(shown, access);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    if (isPreview(annotation)) {
                        members.remove(shown);
                    }
                    return null;
                }
            };
        }
    }
}
