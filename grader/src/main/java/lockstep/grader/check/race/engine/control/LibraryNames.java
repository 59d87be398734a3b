package lockstep.grader.check.race.engine.control;

/** What a student calls the library's objects. */
final class LibraryNames {

    /** What the names of woven copies begin with. */
    static final String COPIES = "controlled.";

    private LibraryNames() {}

    /** Returns the name of the outermost class that an object belongs to: a lock's inner parts are the lock. */
    static String of(Object object) {
        String name = object.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.contains("ConditionObject")) {
            return "a signal on a Condition";
        }
        int dollar = simple.indexOf('$');
        String outer = dollar > 0 ? simple.substring(0, dollar) : simple;
        return withArticle(outer);
    }

    static String withArticle(String name) {
        return (name.matches("[AEIOaeio].*") ? "an " : "a ") + name;
    }
}
