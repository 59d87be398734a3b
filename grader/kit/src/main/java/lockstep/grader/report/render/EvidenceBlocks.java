package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.report.render.Block.Fact;
import lockstep.grader.report.render.Block.Tone;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Evidence in words, tables and bars: the one place that knows how each type is best shown. */
final class EvidenceBlocks {

    private static final Pattern OF_JDK = Pattern.compile("^(java|javax|jdk|sun)\\.");

    private static final String OUTCOME = "Outcome";

    private EvidenceBlocks() {}

    /**
     * Returns the evidence without what stands above it already.
     *
     * @param said what was told of the check
     */
    static List<Block> of(Evidence evidence, @Nullable String said) {
        return of(evidence).stream()
                .filter(block -> said == null || !repeats(block, said))
                .toList();
    }

    private static boolean repeats(Block block, String said) {
        if (block instanceof Block.Prose prose) {
            return said.contains(prose.text());
        }
        return block instanceof Block.Facts facts
                && facts.facts().stream().allMatch(fact -> fact.label().equals(OUTCOME) && said.contains(fact.value()));
    }

    // The compiler does not know on Java 17 whether all cases are named; a new one falls through to the exception.
    private static List<Block> of(Evidence evidence) {
        if (evidence instanceof Evidence.CompilerMessage it) {
            return compilerMessage(it);
        } else if (evidence instanceof Evidence.RuleBreach it) {
            return facts(
                    fact("Rule", it.rule(), Tone.PLAIN),
                    fact("Found", it.breach(), Tone.BAD),
                    fact("Where", place(it.location()), Tone.CODE));
        } else if (evidence instanceof Evidence.Counterexample it) {
            return facts(
                    fact("Call", it.call(), Tone.CODE),
                    fact("Expected", it.expected(), Tone.GOOD),
                    fact("Actual", it.actual(), Tone.BAD));
        } else if (evidence instanceof Evidence.Interleaving it) {
            return List.of(
                    new Block.Prose(StepTable.of(it).caption()),
                    new Block.Lanes(it),
                    new Block.Facts(List.of(new Fact(OUTCOME, it.outcome(), Tone.BAD))));
        } else if (evidence instanceof Evidence.Gap) {
            // The message tells of it, and the two lines are marked.
            return List.of();
        } else if (evidence instanceof Evidence.Exploration it) {
            return List.of(new Block.Prose(exploration(it)));
        } else if (evidence instanceof Evidence.DataRace it) {
            return dataRace(it);
        } else if (evidence instanceof Evidence.OutcomeTable it) {
            return outcomes(it);
        } else if (evidence instanceof Evidence.StuckThreads it) {
            return stuck(it);
        } else if (evidence instanceof Evidence.Leak it) {
            return List.of(new Block.Listing("Left running (" + it.what() + "):", it.names()));
        } else if (evidence instanceof Evidence.Timing it) {
            return TimeBlocks.timing(it);
        } else if (evidence instanceof Evidence.Scaling it) {
            return TimeBlocks.scaling(it);
        } else if (evidence instanceof Evidence.WorkShare it) {
            return List.of(TimeBlocks.workShare(it));
        } else if (evidence instanceof Evidence.Crash it) {
            return crash(it);
        }
        throw new IllegalStateException("no form for " + evidence.getClass());
    }

    private static List<Block> compilerMessage(Evidence.CompilerMessage it) {
        return facts(
                fact("Where", place(it.location()), Tone.CODE),
                fact("Compiler", it.message(), Tone.CODE),
                fact("Meaning", it.meaning(), Tone.PLAIN));
    }

    private static String exploration(Evidence.Exploration it) {
        if (it.notControlled() != null) {
            return "The order of steps could not be controlled (" + it.notControlled() + "), so real threads decided.";
        }
        String tried = Numbers.count(it.interleavings()) + (it.interleavings() == 1 ? " order" : " orders")
                + " of the threads' steps tried";
        return it.exhausted()
                ? tried + ": all, leaving out those that change nothing."
                : tried + ", not all there are.";
    }

    private static List<Block> dataRace(Evidence.DataRace it) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Facts(List.of(
                new Fact("Variable", it.variable(), Tone.CODE), new Fact("Missing", it.missingEdge(), Tone.BAD))));
        // A stack of one line says no more than the words above it do.
        Stream.of(it.first(), it.second())
                .filter(access -> access.stack().size() != 1)
                .forEach(access -> blocks.add(new Block.Listing(
                        "thread " + access.thread() + (access.write() ? " writes" : " reads"),
                        access.stack().isEmpty()
                                ? List.of("(not in a file of yours)")
                                : access.stack().stream()
                                        .map(SourceLocation::toString)
                                        .toList())));
        return blocks;
    }

    private static List<Block> outcomes(Evidence.OutcomeTable it) {
        List<List<String>> rows = it.rows().stream()
                .map(row -> List.of(
                        row.outcome(),
                        Numbers.count(row.count()),
                        Numbers.percent(row.count(), it.rounds()),
                        row.permitted() ? "permitted" : "forbidden"))
                .toList();
        Set<Integer> bad = Set.copyOf(IntStream.range(0, rows.size())
                .filter(i -> !it.rows().get(i).permitted())
                .boxed()
                .toList());
        return List.of(
                new Block.Prose(it.scenario() + " (" + Numbers.count(it.rounds()) + " rounds):"),
                new Block.Grid(List.of("outcome", "seen", "share", "contract"), rows, Set.of(1, 2), bad));
    }

    private static List<Block> stuck(Evidence.StuckThreads it) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(it.what().endsWith(".") ? it.what() : it.what() + ":"));
        List<List<String>> rows = it.threads().stream()
                .map(thread -> List.of(
                        thread.thread(),
                        thread.state().toLowerCase(Locale.ROOT).replace('_', ' '),
                        thread.waitsFor() == null ? "" : thread.waitsFor(),
                        thread.heldBy() == null ? "" : thread.heldBy(),
                        thread.location() == null
                                ? ""
                                : String.valueOf(thread.location().line())))
                .toList();
        blocks.add(
                new Block.Grid(List.of("thread", "state", "waits for", "held by", "line"), rows, Set.of(4), Set.of()));
        if (!it.cycle().isEmpty()) {
            blocks.add(new Block.Ring(it));
        }
        it.threads().stream()
                .filter(thread -> !thread.stack().isEmpty())
                .forEach(thread -> blocks.add(new Block.Listing("Stack of " + thread.thread(), own(thread.stack()))));
        return blocks;
    }

    /** Returns the stack from the library's method on that the student's code called; what that one does inside is folded. */
    private static List<String> own(List<String> stack) {
        int inside = 0;
        while (inside + 1 < stack.size()
                && OF_JDK.matcher(stack.get(inside + 1)).find()) {
            inside++;
        }
        if (inside == 0 || inside + 1 == stack.size()) {
            return stack;
        }
        List<String> lines = new ArrayList<>(List.of("… " + Numbers.plural(inside, "line") + " inside of"));
        lines.addAll(stack.subList(inside, stack.size()));
        return lines;
    }

    private static List<Block> crash(Evidence.Crash it) {
        String how =
                switch (it.how()) {
                    case "exit" -> "The process ended by itself.";
                    case "out-of-memory" -> "The process ran out of memory.";
                    case "output-flood" -> "The process printed more than it may.";
                    case "killed-at-limit" -> "The process was stopped at its time limit.";
                    case "garbled" -> "The process said something that is not an answer.";
                    default -> it.how();
                };
        List<Block> blocks = new ArrayList<>(facts(
                fact("Process", how, Tone.BAD),
                fact("Details", it.what(), Tone.PLAIN),
                fact("Exit status", it.exitStatus() == null ? null : String.valueOf(it.exitStatus()), Tone.CODE)));
        if (!it.lastOutput().isBlank()) {
            blocks.add(new Block.Listing(
                    "The last it printed:", it.lastOutput().lines().toList()));
        }
        return blocks;
    }

    private static List<Block> facts(@Nullable Fact... facts) {
        List<Fact> known = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact != null) {
                known.add(fact);
            }
        }
        return List.of(new Block.Facts(known));
    }

    private static @Nullable Fact fact(String label, @Nullable String value, Tone tone) {
        return value == null || value.isBlank() ? null : new Fact(label, value, tone);
    }

    private static @Nullable String place(@Nullable SourceLocation location) {
        return location == null ? null : location.toString();
    }
}
