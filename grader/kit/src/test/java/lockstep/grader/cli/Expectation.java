package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a golden submission must be answered with.
 *
 * @param checks the named checks, and what each may be answered with
 * @param others what every other check may be answered with; empty leaves them open
 * @param mistake the mistake that one of the failed checks must name, "none" if they must name none, or null
 * @param timedNightly whether its time takes too long for the day
 */
record Expectation(
        List<Named> checks, Set<Outcome> others, @Nullable String mistake, boolean timedNightly) {

    private static final String NO_MISTAKE = "none";

    /** A check, as {@code kind.id}, and its permitted outcomes. */
    record Named(String check, Set<Outcome> outcomes) {
        boolean isFor(CheckId id) {
            return id.toString().equals(id.exercise() + "." + check);
        }
    }

    static Expectation read(Path file) throws IOException {
        List<Named> checks = new ArrayList<>();
        Set<Outcome> others = Set.of();
        String mistake = null;
        boolean timedNightly = false;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            } else if (words.length != 2) {
                throw new IOException(file + ": \"<check> <OUTCOME>\" expected, found \"" + line + "\"");
            } else if (line.strip().equals("timed nightly")) {
                timedNightly = true;
            } else if (words[0].equals("mistake")) {
                mistake = words[1];
            } else if (words[0].equals("*")) {
                others = outcomes(words[1]);
            } else {
                checks.add(new Named(words[0], outcomes(words[1])));
            }
        }
        if (checks.isEmpty() && others.isEmpty()) {
            throw new IOException(file + " expects nothing");
        }
        return new Expectation(checks, others, mistake, timedNightly);
    }

    private static Set<Outcome> outcomes(String text) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        Arrays.stream(text.split("\\|")).map(Outcome::valueOf).forEach(outcomes::add);
        return outcomes;
    }

    /** Returns whether a wrong submission is described: one of its checks has to fail. */
    boolean demandsFailure() {
        return checks.stream().anyMatch(named -> named.outcomes().equals(EnumSet.of(Outcome.FAILED)));
    }

    boolean names(CheckId check) {
        return checks.stream().anyMatch(named -> named.isFor(check));
    }

    /** Returns whether checks of this kind have to be asked: those that are named, and what these may rest on. */
    boolean needs(CheckKind kind) {
        return !others.isEmpty()
                || checks.stream()
                        .map(named -> CheckId.parse("any." + named.check()).kind())
                        .anyMatch(named -> named.compareTo(kind) >= 0);
    }

    /**
     * What is not as expected, in words.
     *
     * @param wrong verdicts that must not be
     * @param undecided checks that a verdict was expected of and that the machine could not decide
     */
    record Differences(List<String> wrong, List<String> undecided) {}

    /**
     * Compares the feedback on one exercise with what is expected.
     *
     * @param canariesFailed whether an engine refused to judge on this machine; otherwise an error is a fault of ours
     */
    Differences differences(ExerciseFeedback feedback, boolean canariesFailed) {
        List<String> wrong = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        String slug = feedback.id();
        Set<String> open = new LinkedHashSet<>();
        checks.forEach(named -> open.add(slug + "." + named.check()));
        for (CheckFeedback check : feedback.checks()) {
            String id = check.question().id();
            open.remove(id);
            Set<Outcome> permitted = of(CheckId.parse(id));
            if (!permitted.isEmpty() && !permitted.contains(check.verdict())) {
                // Stress finds a race by luck: one that it missed is looked for again before that counts as wrong.
                boolean isMissedRace = check.question().kind() == CheckKind.RACE && check.verdict() == Outcome.PASSED;
                boolean isOpen = isMissedRace
                        || check.verdict() == Outcome.INCONCLUSIVE
                        || (check.verdict() == Outcome.ERRORED && canariesFailed);
                (isOpen ? undecided : wrong)
                        .add(id + ": " + permitted + " expected, found " + check.verdict() + " ("
                                + check.explanation().message() + ") " + check.evidence());
            }
        }
        open.forEach(id -> wrong.add(id + ": there is no such check"));
        if (undecided.isEmpty()) {
            missingMistake(feedback).ifPresent(wrong::add);
        }
        return new Differences(wrong, undecided);
    }

    private Optional<String> missingMistake(ExerciseFeedback feedback) {
        List<String> named = feedback.checks().stream()
                .map(check -> check.explanation().mistake())
                .filter(Objects::nonNull)
                .toList();
        boolean isRight = NO_MISTAKE.equals(mistake) ? named.isEmpty() : named.contains(mistake);
        return mistake == null || isRight
                ? Optional.empty()
                : Optional.of("as mistake " + mistake + " expected, named were " + named);
    }

    /** Returns what the check may be answered with; empty if it is left open. */
    Set<Outcome> of(CheckId check) {
        return checks.stream()
                .filter(named -> named.isFor(check))
                .map(Named::outcomes)
                .findFirst()
                .orElse(check.name().equals(RubricReader.COMPILES) ? Set.of() : others);
    }

    /** Returns the same without one of the named checks. */
    Expectation without(CheckId check) {
        return new Expectation(
                checks.stream().filter(named -> !named.isFor(check)).toList(), others, mistake, timedNightly);
    }
}
