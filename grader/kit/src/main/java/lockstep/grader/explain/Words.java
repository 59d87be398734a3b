package lockstep.grader.explain;

import lockstep.engine.trace.Lock;
import lockstep.engine.trace.Operation;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/** What a student calls the things that a trace speaks of. */
final class Words {

    private Words() {}

    /** As a student would write it: {@code ReentrantLock.lock()}. */
    static String of(Operation operation) {
        String owner = operation.simpleOwner();
        return switch (operation.kind()) {
            case FIELD -> owner + "." + operation.name();
            case ELEMENT -> "element";
            case MONITOR -> "monitor";
            case CALL -> owner + "." + operation.name() + "()";
            case CREATION -> "new " + owner + "()";
            case INITIALISATION -> "class " + owner;
            case THREAD_END -> "the end of a thread";
            case NONE -> "";
        };
    }

    static String of(SharedVariable variable) {
        return variable.isElement()
                ? "element " + variable.key() + " of " + withArticle(variable.owner())
                : variable.owner() + "." + variable.key();
    }

    /** The variable without its owner, where a table has little room. */
    static String shortly(SharedVariable variable) {
        return variable.isElement() ? "element " + variable.key() : variable.key();
    }

    static @Nullable String of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        return value.kind() == Value.Kind.OBJECT ? withArticle(value.text()) : value.text();
    }

    private static String withArticle(String name) {
        return (name.matches("[AEIOUaeiou].*") ? "an " : "a ") + name;
    }

    /** The lock without an article: the field that holds it, or its type. */
    static String shortly(Lock lock) {
        if (lock.field() != null) {
            return lock.field();
        }
        return lock.isMonitor() ? "monitor of " + lock.type() : lock.type();
    }
}
