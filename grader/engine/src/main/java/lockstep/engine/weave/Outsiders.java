package lockstep.engine.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which operands of a call may be objects of the JDK that are not woven, or arrays whose elements the JDK touches. */
final class Outsiders {

    /** Methods that change nothing in their receiver. */
    private static final Pattern READING = Pattern.compile(
            "(get|is|has|contains|to|index|last|compare|starts|ends|sub|"
                    + "previous(Set|Clear)Bit|next(Set|Clear)Bit|codePoint|first|higher|lower|floor|ceiling|head|tail)(?![a-z]).*"
                    + "|size|length|charAt|equals|hashCode|before|after|cardinality|intersects|clone|chars|peek|element|values"
                    + "|keySet|entrySet|stream|iterator|listIterator|spliterator|forEach|\\w+Value|group|start|end|average|sum");

    /** Of {@code java.util.Arrays} and {@code Collections}: they change their first argument. */
    private static final Pattern CHANGING =
            Pattern.compile("(fill|sort|set|parallel|swap|shuffle|reverse|rotate|addAll|replaceAll)(?!Order).*");

    /** Other methods that write to an array, and which of their arguments it is. */
    private static final Map<String, Integer> INTO_ARRAYS =
            Map.of("arraycopy", 2, "getChars", 2, "nextBytes", 0, "read", 0, "toArray", 0);

    private static final Set<String> OF_THREADS = Set.of(
            "getName",
            "setName",
            "getPriority",
            "setPriority",
            "isDaemon",
            "setDaemon",
            "getUncaughtExceptionHandler",
            "setUncaughtExceptionHandler");

    private static final Set<String> OF_THROWABLES = Set.of("addSuppressed", "getSuppressed", "initCause", "getCause");
    private static final Set<String> OF_LOGGERS = Set.of("setLevel", "getLevel", "isLoggable");
    private static final Set<String> OF_ALL = Set.of("toString", "equals", "hashCode");

    private static final Set<String> CONSTANT = Set.of(
            "java/lang/String",
            "java/lang/Class",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Boolean",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/Runnable",
            "java/lang/System",
            "java/lang/Runtime",
            "java/lang/Record",
            "java/lang/Enum",
            "java/math/BigInteger",
            "java/math/BigDecimal",
            "java/util/Locale",
            "java/util/Comparator",
            "java/io/PrintStream");

    /** Of packages whose other classes keep nothing that changes. */
    private static final Pattern BUILDERS =
            Pattern.compile("java/util/stream/.*\\$Builder|java/time/format/DateTimeFormatterBuilder");

    private final Members members;

    Outsiders(Members members) {
        this.members = members;
    }

    /**
     * An operand.
     *
     * @param position among the receiver, if there is one, and the arguments
     * @param elements whether what is touched are the elements of an array
     * @param part which of them; null for all
     */
    record Operand(
            int position,
            boolean elements,
            boolean write,
            @Nullable Part part) {}

    /**
     * A part of an array, by the positions of the operands that name it.
     *
     * @param end where it ends, exclusively, or its length
     */
    record Part(int from, int end, boolean isLength) {}

    /** Returns those of a call of the submission's. */
    List<Operand> of(int opcode, String owner, String name, String descriptor) {
        List<Operand> found = new ArrayList<>();
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        if (!isStatic && !name.equals("<init>") && isKeeper(owner, name)) {
            found.add(new Operand(0, false, !reads(owner, name, descriptor), null));
        }
        if (!owner.startsWith("java/") || members.isWoven(owner) || isOfCollections(owner)) {
            return found;
        }
        Type[] arguments = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < arguments.length; i++) {
            boolean elements = arguments[i].getSort() == Type.ARRAY || name.equals("arraycopy");
            if (elements && arguments[i].getSort() >= Type.ARRAY || mayBeKept(arguments[i])) {
                int shift = isStatic ? 0 : 1;
                Part part = elements ? part(owner, name, arguments, i, shift) : null;
                found.add(new Operand(i + shift, elements, writes(owner, name, i), part));
            }
        }
        return found;
    }

    /** Returns the places of the arguments whose text is taken. */
    List<Operand> ofText(String descriptor) {
        List<Operand> found = new ArrayList<>();
        Type[] arguments = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < arguments.length; i++) {
            if (mayBeKept(arguments[i])) {
                found.add(new Operand(i, false, false, null));
            }
        }
        return found;
    }

    /** A buffer's position moves with each access that names none. */
    private static boolean reads(String owner, String name, String descriptor) {
        boolean ofBuffer = owner.startsWith("java/nio/") && owner.endsWith("Buffer");
        if (ofBuffer && name.startsWith("get")) {
            return descriptor.startsWith("(I)");
        }
        boolean asks =
                Set.of("position", "limit", "capacity", "remaining").contains(name) && descriptor.startsWith("()");
        return asks || READING.matcher(name).matches();
    }

    /** Calls of these hand on references; what they do inside is woven, or seen by the receiver. */
    private static boolean isOfCollections(String owner) {
        return owner.startsWith("java/util/concurrent/")
                || owner.startsWith("java/util/function/")
                || owner.startsWith("java/util/stream/")
                || Set.of("List", "Set", "Map", "Collection", "Queue", "Deque", "Map$Entry", "Iterator", "Objects")
                        .contains(owner.substring(owner.lastIndexOf('/') + 1));
    }

    /** Returns the part of an array that a call names, or null for all of it. */
    private static @Nullable Part part(String owner, String name, Type[] arguments, int argument, int shift) {
        if (name.equals("arraycopy")) {
            return new Part(argument + 1, 4, true);
        }
        boolean named = argument + 2 < arguments.length
                && arguments[argument + 1] == Type.INT_TYPE
                && arguments[argument + 2] == Type.INT_TYPE;
        return named ? new Part(argument + 1 + shift, argument + 2 + shift, !owner.equals("java/util/Arrays")) : null;
    }

    private static boolean writes(String owner, String name, int argument) {
        boolean ofMany = owner.equals("java/util/Arrays") || owner.equals("java/util/Collections");
        return ofMany
                ? argument == 0 && CHANGING.matcher(name).matches()
                : INTO_ARRAYS.getOrDefault(name, -1) == argument;
    }

    /** Returns whether a call's receiver may be an object that keeps something and is not woven. */
    private boolean isKeeper(String owner, String name) {
        if (owner.startsWith("[")) {
            return false;
        }
        String type = members.ancestorInJdk(owner);
        if (type.equals("java/lang/Object")) {
            return owner.equals(type) && OF_ALL.contains(name);
        }
        if (type.equals("java/lang/Thread")) {
            return OF_THREADS.contains(name);
        }
        if (type.equals("java/util/logging/Logger")) {
            return OF_LOGGERS.contains(name);
        }
        if (type.endsWith("Exception") || type.endsWith("Error") || type.equals("java/lang/Throwable")) {
            return OF_THROWABLES.contains(name);
        }
        return mayKeep(type);
    }

    private boolean mayBeKept(Type type) {
        return type.getSort() == Type.OBJECT
                && type.getInternalName().startsWith("java/")
                && mayKeep(type.getInternalName());
    }

    /** Returns whether a variable of this type of the JDK may hold an object that keeps something and is not woven. */
    private boolean mayKeep(String type) {
        return BUILDERS.matcher(type).matches() || !isConstant(type);
    }

    private boolean isConstant(String type) {
        return members.isWoven(type)
                || CONSTANT.contains(type)
                || type.startsWith("java/util/concurrent/")
                || type.startsWith("java/util/function/")
                || type.startsWith("java/util/stream/")
                || type.startsWith("java/time/")
                || type.startsWith("java/lang/invoke/")
                || type.startsWith("java/lang/Thread");
    }
}
