package lockstep.engine.weave;

import java.util.Locale;

/** The JDK's internal memory accesses come in many strengths; woven copies use the strongest of each. */
final class UnsafeNames {

    private UnsafeNames() {}

    static String normal(String name, String descriptor) {
        if (name.equals("arrayBaseOffset") && descriptor.endsWith("J")) {
            // Newer JDKs return a long.
            return name + "Long";
        }
        String strong = name;
        for (String strength : new String[] {"Acquire", "Release", "Plain", "Opaque", "Volatile"}) {
            if (strong.endsWith(strength)) {
                strong = strong.substring(0, strong.length() - strength.length());
            }
        }
        if (strong.startsWith("weak")) {
            strong = strong.substring(4, 5).toLowerCase(Locale.ROOT) + strong.substring(5);
        }
        return strong;
    }
}
