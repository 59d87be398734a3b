package lockstep.grader.report;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as a student may see it: no line of a file that is not theirs, no text without a bound.
 *
 * @param files the paths of the sources that the student knows, below the source root
 * @param packagePath the exercise's package with slashes, whose given classes the student knows too
 */
record StudentView(Set<String> files, String packagePath) {

    private static final int MOST_PIECES = 20;
    private static final int MOST_LINES = 40;
    private static final int MOST_STEPS = 200;

    StudentView {
        files = Set.copyOf(files);
    }

    /** Returns the location by a path that the student knows; null for a file of the grader or the JDK. */
    @Nullable
    SourceLocation location(@Nullable SourceLocation location) {
        if (location == null) {
            return null;
        }
        String path = location.file().replace('\\', '/');
        if (path.startsWith(packagePath + "/") && !path.contains("..")) {
            return new SourceLocation(path, location.line());
        }
        return files.stream()
                .filter(known -> path.equals(known) || path.endsWith("/" + known))
                .findFirst()
                .map(known -> new SourceLocation(known, location.line()))
                .orElse(null);
    }

    List<Evidence> evidence(List<Evidence> evidence) {
        List<Evidence> shown = evidence.stream().map(this::evidence).toList();
        return Capped.list(
                shown,
                MOST_PIECES,
                rest -> new Evidence.RuleBreach(
                        null, "Only the first pieces of evidence are shown.", "… " + Capped.count(rest) + " more"));
    }

    // The compiler does not know on Java 17 whether all cases are named; a new one falls through to the exception.
    private Evidence evidence(Evidence evidence) {
        if (evidence instanceof Evidence.CompilerMessage it) {
            return new Evidence.CompilerMessage(
                    location(it.location()), paragraph(it.message()), optional(it.meaning()));
        } else if (evidence instanceof Evidence.RuleBreach it) {
            return new Evidence.RuleBreach(location(it.location()), paragraph(it.rule()), paragraph(it.breach()));
        } else if (evidence instanceof Evidence.Counterexample it) {
            return new Evidence.Counterexample(
                    paragraph(it.call()), paragraph(it.expected()), paragraph(it.actual()), location(it.answeredAt()));
        } else if (evidence instanceof Evidence.Interleaving it) {
            return interleaving(it);
        } else if (evidence instanceof Evidence.Gap it) {
            return new Evidence.Gap(
                    sentence(it.thread()), location(it.from()), location(it.to()), sentence(it.others()));
        } else if (evidence instanceof Evidence.Exploration it) {
            return new Evidence.Exploration(
                    it.interleavings(), it.preemptions(), it.exhausted(), optional(it.notControlled()));
        } else if (evidence instanceof Evidence.DataRace it) {
            return new Evidence.DataRace(
                    sentence(it.variable()), access(it.first()), access(it.second()), sentence(it.missingEdge()));
        } else if (evidence instanceof Evidence.OutcomeTable it) {
            return outcomes(it);
        } else if (evidence instanceof Evidence.StuckThreads it) {
            return stuck(it);
        } else if (evidence instanceof Evidence.Leak it) {
            return new Evidence.Leak(sentence(it.what()), Capped.texts(it.names(), MOST_LINES));
        } else if (evidence instanceof Evidence.Crash it) {
            return new Evidence.Crash(
                    it.how(), paragraph(it.what()), it.exitStatus(), Capped.end(it.lastOutput(), Capped.OUTPUT));
        } else if (evidence instanceof Evidence.Timing
                || evidence instanceof Evidence.Scaling
                || evidence instanceof Evidence.WorkShare) {
            return evidence;
        }
        throw new IllegalStateException("no view of " + evidence.getClass());
    }

    private Evidence.Interleaving interleaving(Evidence.Interleaving it) {
        List<Evidence.Step> steps = it.steps().stream()
                .map(step -> new Evidence.Step(
                        sentence(step.thread()),
                        location(step.location()),
                        sentence(step.action()),
                        optional(step.value()),
                        effect(step.effect())))
                .toList();
        List<String> threads = Capped.texts(it.threads(), MOST_LINES);
        return new Evidence.Interleaving(
                threads,
                Capped.list(
                        steps,
                        MOST_STEPS,
                        rest -> new Evidence.Step("…", null, Capped.count(rest) + " more steps", null)),
                sentence(it.outcome()),
                it.schedule());
    }

    private static Evidence.@Nullable Effect effect(Evidence.@Nullable Effect it) {
        return it == null ? null : new Evidence.Effect(it.touch(), sentence(it.on()), it.racing(), it.after());
    }

    private Evidence.Access access(Evidence.Access access) {
        List<SourceLocation> stack = access.stack().stream()
                .map(this::location)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .limit(MOST_LINES)
                .toList();
        return new Evidence.Access(sentence(access.thread()), access.write(), stack);
    }

    private static Evidence.OutcomeTable outcomes(Evidence.OutcomeTable it) {
        List<Evidence.OutcomeTable.Row> rows = it.rows().stream()
                .map(row -> new Evidence.OutcomeTable.Row(sentence(row.outcome()), row.count(), row.permitted()))
                .toList();
        if (rows.size() > MOST_LINES) {
            List<Evidence.OutcomeTable.Row> rest = rows.subList(MOST_LINES - 1, rows.size());
            long seen =
                    rest.stream().mapToLong(Evidence.OutcomeTable.Row::count).sum();
            boolean permitted = rest.stream().allMatch(Evidence.OutcomeTable.Row::permitted);
            rows = Capped.list(
                    rows,
                    MOST_LINES,
                    more -> new Evidence.OutcomeTable.Row(
                            "… " + Capped.count(more) + " other outcomes", seen, permitted));
        }
        return new Evidence.OutcomeTable(sentence(it.scenario()), it.rounds(), rows);
    }

    private Evidence.StuckThreads stuck(Evidence.StuckThreads it) {
        List<Evidence.Stuck> threads = it.threads().stream()
                .map(thread -> new Evidence.Stuck(
                        sentence(thread.thread()),
                        thread.state(),
                        optional(thread.waitsFor()),
                        optional(thread.heldBy()),
                        location(thread.location()),
                        Capped.texts(thread.stack(), MOST_LINES)))
                .toList();
        return new Evidence.StuckThreads(
                sentence(it.what()),
                Capped.list(
                        threads,
                        MOST_LINES,
                        rest -> new Evidence.Stuck(
                                "… " + Capped.count(rest) + " more", "", null, null, null, List.of())),
                Capped.texts(it.cycle(), MOST_LINES));
    }

    private static String sentence(String text) {
        return Capped.text(text, Capped.SENTENCE);
    }

    private static String paragraph(String text) {
        return Capped.text(text, Capped.PARAGRAPH);
    }

    private static @Nullable String optional(@Nullable String text) {
        return Capped.textOrNull(text, Capped.PARAGRAPH);
    }
}
