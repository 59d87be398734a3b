package lockstep.engine.weave;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lockstep.engine.Weaving;
import lockstep.engine.control.Sites;
import lockstep.engine.control.TooLongError;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Turns class files into woven ones, each once. */
public final class Weaver {

    private final ClassSource source;
    private final Members members;
    private final Sites sites;
    private final Map<String, byte[]> woven = new ConcurrentHashMap<>();
    private final Map<String, LineTable> lines = new ConcurrentHashMap<>();
    private volatile boolean mutableStatics;

    /**
     * @param classPath finds the classes under control and the engine's own
     */
    public Weaver(ClassLoader classPath, Sites sites, Weaving weaving) {
        this.source = new ClassSource(classPath);
        this.members = new Members(source, weaving);
        this.sites = sites;
    }

    /** Returns whether some woven class of the submission keeps state from run to run. */
    boolean hasMutableStatics() {
        return mutableStatics;
    }

    /** Returns the lines of a class, by its name with slashes. */
    LineTable lines(String original) {
        return lines.computeIfAbsent(original, name -> new LineTable());
    }

    /** Returns the woven class file, or null if a class of this name is not woven. */
    byte @Nullable [] classFile(String wovenName) {
        byte[] known = woven.get(wovenName);
        if (known != null) {
            return known;
        }
        String original = Library.original(wovenName);
        ClassKind kind = kind(wovenName, original);
        byte[] bytes = kind == null ? null : source.bytes(original);
        if (kind == null || bytes == null) {
            return null;
        }
        byte[] result = weaveIfShort(bytes, original, kind);
        woven.put(wovenName, result);
        return result;
    }

    private byte[] weaveIfShort(byte[] bytes, String original, ClassKind kind) {
        try {
            return weave(bytes, original, kind);
        } catch (MethodTooLargeException e) {
            throw new TooLongError(MethodWeaver.simpleName(original) + "." + e.getMethodName() + "()");
        } catch (ClassTooLargeException e) {
            throw new TooLongError(MethodWeaver.simpleName(original));
        }
    }

    private @Nullable ClassKind kind(String wovenName, String original) {
        if (Library.defines(wovenName)) {
            return Library.kind(original);
        }
        if (members.plays(wovenName)) {
            return ClassKind.SCENARIO;
        }
        return members.isOfProgram(wovenName) ? ClassKind.SUBMISSION : null;
    }

    private byte[] weave(byte[] bytes, String original, ClassKind kind) {
        boolean library = kind == ClassKind.SYNCHRONISER || kind == ClassKind.COLLECTION;
        String outer = (original + "$").substring(0, (original + "$").indexOf('$'));
        // What only offers static methods is copied for some of them.
        boolean isOfStatics = outer.equals("java/util/Collections") || outer.equals("java/util/Arrays");
        Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                if (isOfStatics && name.equals(outer)) {
                    return Library.PREFIX + name;
                }
                return Library.rename(name, library);
            }
        };
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        ClassWeaver weaver = new ClassWeaver(new ClassRemapper(writer, names), kind, members, sites, lines(original));
        new ClassReader(bytes).accept(weaver, 0);
        mutableStatics |= kind == ClassKind.SUBMISSION && weaver.hasMutableStatics();
        return writer.toByteArray();
    }
}
