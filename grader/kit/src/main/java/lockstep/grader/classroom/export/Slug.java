package lockstep.grader.classroom.export;

import java.util.ArrayList;
import java.util.List;

/** What the names of all students' folders begin with, as {@code hw1-} in {@code hw1-ada} and {@code hw1-ben}. */
final class Slug {

    private Slug() {}

    /** Returns the longest such beginning that ends with a hyphen; empty for fewer than two names. */
    static String common(List<String> names) {
        if (names.size() < 2) {
            return "";
        }
        String common = names.get(0);
        for (String name : names) {
            int end = 0;
            while (end < Math.min(common.length(), name.length()) && common.charAt(end) == name.charAt(end)) {
                end++;
            }
            common = common.substring(0, end);
        }
        return common.substring(0, common.lastIndexOf('-') + 1);
    }

    /**
     * Returns how a name can be read: as a whole, and without each beginning that all have. Two people called ann-lee and
     * ann-kim have a beginning in common that is none of the assignment's.
     */
    static List<String> readings(String name, String common) {
        List<String> readings = new ArrayList<>(List.of(name));
        for (int i = common.indexOf('-'); i >= 0; i = common.indexOf('-', i + 1)) {
            if (name.startsWith(common) && i + 1 < name.length()) {
                readings.add(name.substring(i + 1));
            }
        }
        return readings;
    }
}
