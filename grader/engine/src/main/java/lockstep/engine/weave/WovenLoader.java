package lockstep.engine.weave;

import java.util.function.Predicate;

/** Defines woven classes; everything else comes from its parent. */
final class WovenLoader extends ClassLoader {

    private final Weaver weaver;
    private final Predicate<String> defines;

    /** @param defines which classes this loader defines itself, by name with slashes */
    WovenLoader(ClassLoader parent, Weaver weaver, Predicate<String> defines) {
        super("app", parent);
        this.weaver = weaver;
        this.defines = defines;
    }

    /** Returns the lines of a class that this loader has defined, by its name with dots. */
    LineTable lines(String name) {
        return weaver.lines(name.replace('.', '/'));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String internal = name.replace('.', '/');
        if (!defines.test(internal)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name, internal);
        }
    }

    private Class<?> define(String name, String internal) throws ClassNotFoundException {
        byte[] file = weaver.classFile(internal);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }
}
