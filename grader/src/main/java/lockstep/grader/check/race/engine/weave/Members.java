package lockstep.grader.check.race.engine.weave;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** What is known about classes without loading them: their fields and what they extend. */
final class Members {

    /** The answer for a field that no woven class declares. */
    static final int UNKNOWN = -1;

    private final ClassSource source;
    private final Map<String, Shape> shapes = new HashMap<>();

    Members(ClassSource source) {
        this.source = source;
    }

    private record Shape(@Nullable String parent, Map<String, Integer> fields) {}

    /** Returns the access flags of a field that is declared by a class to be woven, or {@link #UNKNOWN}. */
    synchronized int flags(String owner, String field) {
        for (String c = owner; c != null && Library.isWoven(c); c = shape(c).parent()) {
            Integer flags = shape(c).fields().get(field);
            if (flags != null) {
                return flags;
            }
        }
        return UNKNOWN;
    }

    /** Returns the class that declares a field, so that it is one variable whatever name it is reached by. */
    synchronized String declarer(String owner, String field) {
        for (String c = owner; c != null && Library.isWoven(c); c = shape(c).parent()) {
            if (shape(c).fields().containsKey(field)) {
                return c;
            }
        }
        return owner;
    }

    synchronized boolean isThread(String name) {
        for (String c = name; c != null; c = Library.isWoven(c) ? shape(c).parent() : null) {
            if (c.equals("java/lang/Thread")) {
                return true;
            }
        }
        return false;
    }

    private Shape shape(String name) {
        return shapes.computeIfAbsent(name, this::read);
    }

    private Shape read(String name) {
        byte[] bytes = source.bytes(name);
        Map<String, Integer> fields = new HashMap<>();
        if (bytes == null) {
            return new Shape(null, fields);
        }
        ClassReader reader = new ClassReader(bytes);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access,
                            String field,
                            String descriptor,
                            @Nullable String signature,
                            @Nullable Object value) {
                        fields.put(field, access);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return new Shape(reader.getSuperName(), fields);
    }
}
