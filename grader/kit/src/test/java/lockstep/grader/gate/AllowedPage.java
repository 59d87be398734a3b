package lockstep.grader.gate;

import java.util.List;
import java.util.Map;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;

/** The page on what is allowed, written from the lists that the gate reads, so that the two cannot differ. */
final class AllowedPage {

    private static final String HEAD = """
            # What your code may use

            Before anything of yours is run, the grader looks through the compiled classes for what they refer to. What is on
            this page may be used; anything else is refused by name, with the line and with what to use instead, and the
            exercise is not graded until it is gone. Your own classes, the kit's given classes (`Term`, `ChildJvm`) and all of
            the language itself (records, enums, generics, lambdas, switch, text blocks, ...) are always allowed.

            Allowed is not asked for: an exercise's README says what it should be built from.

            *extend* marks types that your classes may extend or implement. "all" means every public method and field,
            inherited ones included. This page is written from the grader's own lists.
            """;

    private static final Map<String, String> TITLES = Map.of(
            "base", "In every exercise",
            "threads", "Threads, locks and what they share",
            "pools", "Tasks and pools",
            "processes", "Child processes and pipes");

    private AllowedPage() {}

    static String write() {
        StringBuilder page = new StringBuilder(HEAD);
        List<Exercise> all = AllExercises.catalog().exercises();
        for (String list : List.of("base", "threads", "pools", "processes")) {
            List<String> exercises = all.stream()
                    .filter(exercise ->
                            list.equals("base") || exercise.allowed().contains(list))
                    .map(exercise -> exercise.id().slug())
                    .toList();
            page.append("\n## ").append(TITLES.get(list));
            page.append(exercises.size() == all.size() ? "" : " (" + String.join(", ", exercises) + " only)");
            page.append("\n");
            section(page, Lists.lines(list));
        }
        page.append("\nNot on the page, and never needed: files, the network, reflection, class loaders, native code,"
                + " other processes,\nsystem properties, the environment, stack traces as data, `finalize`.\n");
        return page.toString();
    }

    private static void section(StringBuilder page, List<String> lines) {
        boolean inTable = false;
        for (String line : lines) {
            if (line.startsWith("## ")) {
                page.append("\n### ").append(line.substring(3)).append("\n");
                inTable = false;
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("bootstrap")) {
                page.append(inTable ? "" : "\n| types | what of them |\n|-|-|\n")
                        .append(row(line));
                inTable = true;
            }
        }
    }

    private static String row(String line) {
        int colon = line.lastIndexOf(':');
        String head = line.substring(0, colon);
        int paren = head.indexOf(" (");
        String types = (paren < 0 ? head : head.substring(0, paren)).replace('$', '.');
        String extend = paren < 0 ? "" : " *" + head.substring(paren + 2, head.length() - 1) + "*";
        String members = line.substring(colon + 1).strip();
        return "| `" + types + "`" + extend + " | " + inWords(members) + " |\n";
    }

    private static String inWords(String members) {
        if (members.isEmpty()) {
            return "the type";
        } else if (members.startsWith("!")) {
            return "not " + but(members);
        } else if (members.startsWith("* ")) {
            return "all but " + but(members.substring(2));
        }
        return members.equals("*") ? "all" : escaped(members);
    }

    private static String but(String members) {
        return escaped(members.replace("!", ""));
    }

    private static String escaped(String text) {
        return text.replace("*", "\\*").replace(" ", ", ");
    }
}
