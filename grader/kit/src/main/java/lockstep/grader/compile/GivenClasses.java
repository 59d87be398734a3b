package lockstep.grader.compile;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The classes that the kit gives with an exercise, as bytes by binary name. Nothing is loaded. */
public final class GivenClasses {

    private final Exercise exercise;

    public GivenClasses(Exercise exercise) {
        this.exercise = exercise;
    }

    /** Returns the given classes as the kit ships them: what a submission is compiled against. */
    public Map<String, byte[]> asShipped() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Given given : exercise.given()) {
            classes.putAll(nest(exercise.stub(), "", nameOf(given)));
        }
        return classes;
    }

    /** Returns the given classes as they run while grading, substitutes in their places. */
    public Map<String, byte[]> asGraded() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Given given : exercise.given()) {
            Class<?> substitute = given.substitute();
            if (substitute == null) {
                classes.putAll(nest(exercise.stub(), "", nameOf(given)));
            } else {
                if (substitute.getEnclosingClass() != null) {
                    throw new IllegalArgumentException("a substitute is a top-level class, found " + substitute);
                }
                Renamer renamer = new Renamer(substitute.getName(), nameOf(given));
                nest(substitute, "", substitute.getName())
                        .forEach((name, bytes) -> classes.put(renamer.binaryName(name), renamer.rename(bytes)));
            }
        }
        return classes;
    }

    private String nameOf(Given given) {
        return exercise.packageName() + "." + given.simpleName();
    }

    /**
     * Returns a class and all that are nested in it, at any depth, which their class files name.
     *
     * @param root the package below which they are kept, with a dot at its end; empty for their own place
     */
    static Map<String, byte[]> nest(Class<?> beside, String root, String host) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Deque<String> waiting = new ArrayDeque<>(Set.of(host));
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (!classes.containsKey(name)) {
                byte[] bytes = bytesOf(beside, root + name);
                classes.put(name, bytes);
                waiting.addAll(members(bytes));
            }
        }
        return classes;
    }

    private static Set<String> members(byte[] bytes) {
        Set<String> members = new LinkedHashSet<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitNestMember(String nestMember) {
                                members.add(nestMember.replace('/', '.'));
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return members;
    }

    private static byte[] bytesOf(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IllegalStateException("the grader's class path lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Gives a class and those nested in it another name. */
    private static final class Renamer extends Remapper {
        private final String from;
        private final String to;

        Renamer(String from, String to) {
            super(Opcodes.ASM9);
            this.from = from.replace('.', '/');
            this.to = to.replace('.', '/');
        }

        String binaryName(String name) {
            return map(name.replace('.', '/')).replace('/', '.');
        }

        byte[] rename(byte[] bytes) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new ClassRemapper(writer, this), 0);
            return writer.toByteArray();
        }

        @Override
        public String map(String internalName) {
            return internalName.equals(from) || internalName.startsWith(from + "$")
                    ? to + internalName.substring(from.length())
                    : internalName;
        }
    }
}
