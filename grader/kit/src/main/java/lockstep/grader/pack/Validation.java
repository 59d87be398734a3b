package lockstep.grader.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.report.LinesRun;
import lockstep.grader.report.Runner;

/**
 * The proofs of exercises as a page, in Markdown.
 *
 * @param proofs one for each exercise
 * @param host where they were made
 * @param kit the grader's version
 */
public record Validation(List<Proof> proofs, Runner.Host host, String kit) {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z0-9]+) \\|(.*)\\|$");
    private static final Pattern DETAIL = Pattern.compile("(?ms)^\n## ([a-z0-9]+)$.*?(?=^\n## |\\z)");
    private static final String ALL = "all";
    private static final Pattern COUNT = Pattern.compile("(\\d+) of (\\d+)");

    public Validation {
        proofs = List.copyOf(proofs);
    }

    /**
     * Returns the page.
     *
     * @param older an older page, whose exercises that were not proven now stay on it where they were proven on the same kind
     *     of machine by the same grader; empty where there is none
     */
    public String page(String older) {
        String kept = older.contains(origin()) ? older : "";
        Map<String, String> rows = new TreeMap<>();
        Map<String, String> details = new TreeMap<>();
        ROW.matcher(kept)
                .results()
                .filter(row ->
                        !row.group(1).equals(ALL) && COUNT.matcher(row.group(2)).find())
                .forEach(row -> rows.put(row.group(1), row.group() + "\n"));
        DETAIL.matcher(kept).results().forEach(section -> details.put(section.group(1), section.group()));
        for (Proof proof : proofs) {
            String slug = proof.exercise().id().slug();
            rows.put(slug, row(proof));
            details.put(slug, detail(proof));
        }
        StringBuilder page = new StringBuilder();
        page.append("# What was graded to see whether verdicts are right\n\n")
                .append(
                        "Written by `./grade pack check --all --report`; never edited by hand. Correct designs are the solution and")
                .append(
                        " others that do the same in another way; each is graded several times with different seeds and has to")
                .append(
                        " keep all points. Wrong ones are whole submissions and declared changes of the solution; generated")
                .append(
                        " mutants are changes of the solution that a rule makes, without those that do not compile and those that")
                .append(
                        " are declared to break nothing. In brackets stands the exact binomial interval of 95 %, which is right")
                .append(" only as far as these submissions are like others.\n\n")
                .append("| exercise | correct, spared | wrong, caught | generated, caught |\n|-|-|-|-|\n");
        rows.values().forEach(page::append);
        page.append(row(ALL, total(String.join("", rows.values())))).append(origin());
        details.values().forEach(page::append);
        return page.toString();
    }

    private static int[] total(String rows) {
        int[] total = new int[6];
        counts(rows).values().forEach(pairs -> {
            for (int i = 0; i < pairs.size(); i++) {
                total[2 * i] += (int) pairs.get(i)[0];
                total[2 * i + 1] += (int) pairs.get(i)[1];
            }
        });
        return total;
    }

    private String origin() {
        int seeds = proofs.stream()
                .mapToInt(proof -> proof.gradings() / Math.max(1, proof.correct()))
                .max()
                .orElse(0);
        return "\nSeeds 1 to " + seeds + " for what is correct, 1 for the rest. Lockstep " + kit + " on Java "
                + host.jdk() + ", " + host.os() + ", " + host.cpu() + ", " + host.cores() + " cores.\n";
    }

    private static String row(Proof proof) {
        return row(
                proof.exercise().id().slug(),
                proof.spared(),
                proof.gradings(),
                proof.wrong().hits(),
                proof.wrong().all(),
                proof.generated().hits(),
                proof.generated().all());
    }

    private static String row(String name, int... hitsAndAll) {
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (int i = 0; i < hitsAndAll.length; i += 2) {
            int hits = hitsAndAll[i];
            int all = hitsAndAll[i + 1];
            row.append(' ').append(hits).append(" of ").append(all);
            if (all > 0) {
                row.append(" (")
                        .append(BinomialInterval.of(hits, all).inPercent())
                        .append(')');
            }
            row.append(" |");
        }
        return row.append('\n').toString();
    }

    private static String detail(Proof proof) {
        StringBuilder page = new StringBuilder();
        page.append("\n## ").append(proof.exercise().id()).append("\n\n");
        page.append(proof.correct())
                .append(" correct designs, ")
                .append(proof.gradings())
                .append(" gradings. ");
        page.append("Wrong ones were caught by ").append(stages(proof.wrong())).append("; generated mutants by ");
        page.append(stages(proof.generated())).append(".\n");
        list(page, "Wrong and not caught:", proof.wrong().survivors());
        list(
                page,
                "Generated mutants that nothing catches, each a gap or no change that anybody could see:",
                proof.generated().survivors());
        list(
                page,
                "Changes of the solution that break nothing:",
                proof.equivalent().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> each.getKey() + (each.getValue().isEmpty() ? "" : ": " + each.getValue()))
                        .toList());
        LinesRun lines = proof.lines();
        if (lines != null) {
            page.append("\nOf the solution's ")
                    .append(lines.lines())
                    .append(" lines with code ")
                    .append(lines.run())
                    .append(" ran in some check")
                    .append(
                            lines.notRun().isEmpty()
                                    ? ""
                                    : "; not: "
                                            + lines.notRun().stream()
                                                    .map(range -> range.first() == range.last()
                                                            ? "" + range.first()
                                                            : range.first() + "-" + range.last())
                                                    .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return page.toString();
    }

    private static String stages(Proof.Hunt hunt) {
        return hunt.hits() == 0
                ? "nothing"
                : hunt.byKind().entrySet().stream()
                        .map(each -> each.getKey().word() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static void list(StringBuilder page, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append('\n').append(heading).append("\n\n");
            lines.forEach(line -> page.append("- ").append(line).append('\n'));
        }
    }

    /**
     * Returns what became worse since an older page: a smaller share of any count.
     *
     * @param older its text; empty where there is none
     */
    public List<String> worseThan(String older) {
        Map<String, List<double[]>> before = counts(older);
        List<String> worse = new ArrayList<>();
        counts(page(older)).forEach((exercise, now) -> {
            List<double[]> then = before.getOrDefault(exercise, List.of());
            for (int i = 0; i < Math.min(now.size(), then.size()); i++) {
                if (now.get(i)[0] * then.get(i)[1] < then.get(i)[0] * now.get(i)[1]) {
                    worse.add(String.format(
                            Locale.ROOT,
                            "%s: %.0f of %.0f, and %.0f of %.0f before",
                            exercise,
                            now.get(i)[0],
                            now.get(i)[1],
                            then.get(i)[0],
                            then.get(i)[1]));
                }
            }
        });
        return worse;
    }

    private static Map<String, List<double[]>> counts(String page) {
        Map<String, List<double[]>> counts = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            counts.put(
                    row.group(1),
                    COUNT.matcher(row.group(2))
                            .results()
                            .map(each ->
                                    new double[] {Double.parseDouble(each.group(1)), Double.parseDouble(each.group(2))})
                            .toList());
        }
        return counts;
    }
}
