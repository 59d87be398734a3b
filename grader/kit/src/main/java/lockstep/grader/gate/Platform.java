package lockstep.grader.gate;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the running JDK's own classes inherit from each other. Asks only for classes that a list names. */
final class Platform {

    private Platform() {}

    /** Returns a type and everything above it, nearest first. */
    static List<Class<?>> familyOf(String name) {
        Class<?> type;
        try {
            type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            return List.of();
        }
        Set<Class<?>> family = new LinkedHashSet<>();
        collect(type, family);
        // An interface's objects have the methods of Object, too.
        family.add(Object.class);
        return new ArrayList<>(family);
    }

    private static void collect(Class<?> type, Set<Class<?>> family) {
        if (family.add(type)) {
            if (type.getSuperclass() != null) {
                collect(type.getSuperclass(), family);
            }
            for (Class<?> each : type.getInterfaces()) {
                collect(each, family);
            }
        }
    }

    /** Returns whether the type itself declares such a method, field or constructor. */
    static boolean declares(Class<?> type, String name, String parameters) {
        if (name.equals("new")) {
            for (Constructor<?> each : type.getDeclaredConstructors()) {
                if (Parameters.of(each.getParameterTypes()).equals(parameters)) {
                    return true;
                }
            }
            return false;
        }
        if (parameters.isEmpty()) {
            for (Field each : type.getDeclaredFields()) {
                if (each.getName().equals(name)) {
                    return true;
                }
            }
            return false;
        }
        for (Method each : type.getDeclaredMethods()) {
            if (each.getName().equals(name)
                    && !Modifier.isPrivate(each.getModifiers())
                    && Parameters.of(each.getParameterTypes()).equals(parameters)) {
                return true;
            }
        }
        return false;
    }
}
