package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.SourceText;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;

/** The student's code beside what is said of it: the line at fault, and the others that the evidence names. */
final class Frames {

    private static final int MOST_PLACES = 4;

    /** Lines of one file that are as near as this share a frame. */
    private static final int NEAR = 6;

    private static final int MOST_WORDS = 70;

    private Frames() {}

    /** Returns the frames of a check, that of the line at fault first; none where no line is known or no file is there. */
    static List<Frame> of(List<SourceText> sources, CheckFeedback check) {
        Map<SourceLocation, String> places = new LinkedHashMap<>();
        SourceLocation fault =
                check.explanation().onlyDeclared() ? null : check.explanation().location();
        if (fault != null) {
            places.put(fault, "");
        }
        check.evidence().forEach(evidence -> note(evidence, places));
        if (fault != null && places.getOrDefault(fault, "").isEmpty()) {
            places.put(fault, steps(check, fault));
        }
        return frames(sources, places.entrySet().stream().limit(MOST_PLACES).toList());
    }

    private static void note(Evidence evidence, Map<SourceLocation, String> places) {
        if (evidence instanceof Evidence.CompilerMessage it && it.location() != null) {
            note(places, it.location(), it.message().lines().findFirst().orElse(""));
        } else if (evidence instanceof Evidence.RuleBreach it && it.location() != null) {
            note(places, it.location(), it.breach());
        } else if (evidence instanceof Evidence.Gap it && it.from() != null && it.to() != null) {
            note(places, it.from(), it.thread() + " was here when " + it.others() + " came in");
            note(places, it.to(), it.thread() + " went on here");
        } else if (evidence instanceof Evidence.Counterexample it && it.answeredAt() != null) {
            note(places, it.answeredAt(), "the call came back from here");
        } else if (evidence instanceof Evidence.DataRace it) {
            for (Evidence.Access access : List.of(it.first(), it.second())) {
                access.stack().stream()
                        .findFirst()
                        .ifPresent(line -> note(
                                places,
                                line,
                                access.thread() + (access.write() ? " writes " : " reads ") + it.variable()));
            }
        } else if (evidence instanceof Evidence.StuckThreads it) {
            it.threads().forEach(thread -> {
                if (thread.location() != null) {
                    note(places, thread.location(), stuck(thread));
                }
            });
        }
    }

    private static String stuck(Evidence.Stuck it) {
        return it.thread()
                + (it.waitsFor() == null
                        ? " is here and does not go on"
                        : " waits here for " + it.waitsFor()
                                + (it.heldBy() == null ? "" : ", which " + it.heldBy() + " holds"));
    }

    /** What threads did at one line in the first order of steps that is shown. */
    private static String steps(CheckFeedback check, SourceLocation line) {
        Map<String, List<String>> byThread = check.evidence().stream()
                .filter(Evidence.Interleaving.class::isInstance)
                .limit(1)
                .flatMap(it -> ((Evidence.Interleaving) it).steps().stream())
                .filter(step -> line.equals(step.location()))
                .collect(Collectors.groupingBy(
                        Evidence.Step::thread,
                        LinkedHashMap::new,
                        Collectors.mapping(StepTable::words, Collectors.toList())));
        String words = byThread.entrySet().stream()
                .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
                .collect(Collectors.joining("; "));
        return words.length() <= MOST_WORDS ? words : "";
    }

    private static void note(Map<SourceLocation, String> places, SourceLocation at, String words) {
        places.merge(at, words.length() <= MOST_WORDS ? words : "", (known, more) -> known.isEmpty() ? more : known);
    }

    private static List<Frame> frames(List<SourceText> sources, List<Map.Entry<SourceLocation, String>> places) {
        List<Map.Entry<SourceText, TreeMap<Integer, String>>> groups = new ArrayList<>();
        for (Map.Entry<SourceLocation, String> place : places) {
            SourceLocation at = place.getKey();
            groups.stream()
                    .filter(group -> group.getKey().file().equals(at.file())
                            && group.getValue().keySet().stream().anyMatch(line -> Math.abs(line - at.line()) <= NEAR))
                    .findFirst()
                    .or(() -> sources.stream()
                            .filter(source -> source.file().equals(at.file()))
                            .findFirst()
                            .map(source -> {
                                groups.add(Map.entry(source, new TreeMap<>()));
                                return groups.get(groups.size() - 1);
                            }))
                    .ifPresent(group -> group.getValue().put(at.line(), place.getValue()));
        }
        return groups.stream()
                .map(group -> Frame.of(group.getKey(), group.getValue()))
                .filter(frame -> !frame.lines().isEmpty())
                .toList();
    }
}
