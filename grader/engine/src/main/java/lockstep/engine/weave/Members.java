package lockstep.engine.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lockstep.engine.Weaving;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is known about classes without loading them: their fields and what they extend. */
final class Members {

    /** The answer for a field that no woven class declares. */
    static final int UNKNOWN = -1;

    private final ClassSource source;
    private final Weaving weaving;
    private final Map<String, Shape> shapes = new HashMap<>();

    Members(ClassSource source, Weaving weaving) {
        this.source = source;
        this.weaving = weaving;
    }

    private record Shape(@Nullable String parent, Map<String, Integer> fields, Set<String> methods, Statics statics) {}

    /** Returns the access flags of a field that is declared by a class to be woven, or {@link #UNKNOWN}. */
    synchronized int flags(String owner, String field) {
        for (String c = owner; c != null && isWoven(c); c = shape(c).parent()) {
            Integer flags = shape(c).fields().get(field);
            if (flags != null) {
                return flags;
            }
        }
        return UNKNOWN;
    }

    /** Returns the class that declares a field, so that it is one variable whatever name it is reached by. */
    synchronized String declarer(String owner, String field) {
        for (String c = owner; c != null && isWoven(c); c = shape(c).parent()) {
            if (shape(c).fields().containsKey(field)) {
                return c;
            }
        }
        return owner;
    }

    /** Returns the nearest class at or above this one that the submission has not written. */
    synchronized String ancestorInJdk(String name) {
        String c = name;
        while (weaving.includes(dotted(c))) {
            String parent = shape(c).parent();
            c = parent == null ? "java/lang/Object" : parent;
        }
        return c;
    }

    /** Returns the class that a method is inherited from: the given one, or the nearest above it that the submission has not written. */
    synchronized String inheritedFrom(String owner, String method, String descriptor) {
        String c = owner;
        while (weaving.includes(dotted(c)) && !shape(c).methods().contains(method + descriptor)) {
            String parent = shape(c).parent();
            if (parent == null) {
                return owner;
            }
            c = parent;
        }
        return c;
    }

    /** Returns whether a class of the submission, or one that it extends, is initialised by code. */
    synchronized boolean needsInitialisation(String name) {
        for (String c = name; c != null && isTested(c); c = shape(c).parent()) {
            if (shape(c).statics().needInitialisation()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether each run initialises a class under control. Not so interfaces, whose fields the JVM wants to be final,
     * and classes of which the compiler alone has made the static fields: what it puts there is the same in all runs.
     */
    synchronized boolean isInitialisedUnderControl(String name) {
        return isTested(name) && shape(name).statics().areReset();
    }

    /** Returns whether a class is woven at all, by its original's name. */
    boolean isWoven(String name) {
        return Library.isWoven(name) || isOfProgram(name);
    }

    /** Returns whether a class is none of a library's. */
    boolean isOfProgram(String name) {
        return weaving.includes(dotted(name));
    }

    boolean plays(String name) {
        return weaving.playing().test(dotted(name));
    }

    private boolean isTested(String name) {
        return weaving.tests(dotted(name));
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }

    synchronized boolean isThread(String name) {
        for (String c = name; c != null; c = isWoven(c) ? shape(c).parent() : null) {
            if (c.equals("java/lang/Thread")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first line of a method's code, or 0. A synchronized method takes its lock before it has a line. */
    int firstLine(String owner, String method, String descriptor) {
        byte[] bytes = source.bytes(owner);
        int[] first = {0};
        if (bytes != null) {
            new ClassReader(bytes).accept(new FirstLine(method + descriptor, first), ClassReader.SKIP_FRAMES);
        }
        return first[0];
    }

    private static final class FirstLine extends ClassVisitor {
        private final String wanted;
        private final int[] first;

        FirstLine(String wanted, int[] first) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
            this.first = first;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!wanted.equals(name + descriptor)) {
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    first[0] = first[0] == 0 ? line : first[0];
                }
            };
        }
    }

    private Shape shape(String name) {
        return shapes.computeIfAbsent(name, this::read);
    }

    private Shape read(String name) {
        byte[] bytes = source.bytes(name);
        Map<String, Integer> fields = new HashMap<>();
        if (bytes == null) {
            return new Shape(null, fields, Set.of(), new Statics(false));
        }
        ClassReader reader = new ClassReader(bytes);
        Set<String> methods = new HashSet<>();
        Statics statics = new Statics((reader.getAccess() & Opcodes.ACC_INTERFACE) != 0);
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
                        statics.field(access, value);
                        return null;
                    }

                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String method,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        statics.initialiser |= method.equals("<clinit>");
                        methods.add(method + descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return new Shape(reader.getSuperName(), fields, methods, statics);
    }

    /** What a class has that its initialiser may set. */
    private static final class Statics {
        private final boolean ofInterface;
        private boolean initialiser;
        private boolean ofProgrammer;
        private boolean ofCompiler;

        Statics(boolean ofInterface) {
            this.ofInterface = ofInterface;
        }

        void field(int access, @Nullable Object value) {
            if ((access & Opcodes.ACC_STATIC) != 0 && value == null) {
                boolean synthetic = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) != 0;
                ofCompiler |= synthetic;
                ofProgrammer |= !synthetic;
            }
        }

        boolean needInitialisation() {
            return initialiser || ofProgrammer;
        }

        boolean areReset() {
            return !ofInterface && (ofProgrammer || initialiser && !ofCompiler);
        }
    }
}
