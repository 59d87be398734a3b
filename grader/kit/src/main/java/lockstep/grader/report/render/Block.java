package lockstep.grader.report.render;

import java.util.List;
import java.util.Set;
import lockstep.grader.verdict.Evidence;

/** A piece of shown evidence, before any form of output: so that every form shows the same. Texts are raw. */
sealed interface Block {

    /** A sentence or more. */
    record Prose(String text) implements Block {}

    /** Labels with their values. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** One label and its value. */
    record Fact(String label, String value, Tone tone) {}

    /** What a value means to the reader. */
    enum Tone {
        PLAIN,
        /** A value, a call, the words of a tool: shown as code. */
        CODE,
        /** As the contract says. */
        GOOD,
        /** Against the contract. */
        BAD
    }

    /**
     * A table.
     *
     * @param numbers the columns that hold numbers
     * @param bad the rows that break the contract
     */
    record Grid(List<String> headers, List<List<String>> rows, Set<Integer> numbers, Set<Integer> bad)
            implements Block {
        public Grid {
            headers = List.copyOf(headers);
            rows = List.copyOf(rows);
            numbers = Set.copyOf(numbers);
            bad = Set.copyOf(bad);
        }
    }

    /** Lines as a tool printed them. */
    record Listing(String caption, List<String> lines) implements Block {
        public Listing {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Bars from 0 on.
     *
     * @param full the value that fills a line
     */
    record Bars(String caption, List<Bar> bars, double full) implements Block {
        public Bars {
            bars = List.copyOf(bars);
        }

        /** Makes bars of which the largest fills its line. */
        static Bars upToLargest(String caption, List<Bar> bars) {
            return new Bars(
                    caption, bars, bars.stream().mapToDouble(Bar::value).max().orElse(1));
        }
    }

    /**
     * One bar.
     *
     * @param text the value with its unit
     */
    record Bar(String label, double value, String text, Tone tone) {}

    /** An interleaving, as a table or a picture. */
    record Lanes(Evidence.Interleaving interleaving) implements Block {}

    /** Threads that wait for each other. */
    record Ring(Evidence.StuckThreads stuck) implements Block {

        Facts facts() {
            String ring =
                    String.join(" → ", stuck.cycle()) + " → " + stuck.cycle().get(0);
            return new Facts(List.of(new Fact("Ring", ring + ": each waits for the next", Tone.BAD)));
        }
    }

    /** The measured speedup beside what is required, attainable and ideal. */
    record Speedup(Evidence.Timing timing) implements Block {}

    /** The speedup by number of threads, beside the ideal line. */
    record Curve(Evidence.Scaling scaling) implements Block {}
}
