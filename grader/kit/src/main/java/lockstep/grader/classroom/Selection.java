package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lockstep.grader.classroom.export.Handed;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.classroom.export.Upload;
import lockstep.grader.submission.Stubs;

/**
 * Which of one student's uploads count: the latest by the platform's own number or time that holds something gradable, and
 * what belongs to it. One without anything gradable replaces none.
 *
 * @param chosen what is graded, together
 * @param superseded older uploads
 * @param beside what was handed in with the chosen ones or later and is nothing to grade: reports, text that was typed
 * @param gradable whether the chosen ones hold something to grade
 */
record Selection(List<Upload> chosen, List<Upload> superseded, List<Upload> beside, boolean gradable) {

    Selection {
        chosen = List.copyOf(chosen);
        superseded = List.copyOf(superseded);
        beside = List.copyOf(beside);
    }

    /** Chooses. */
    static Selection of(List<Upload> uploads, boolean numbersFiles, Stubs stubs) {
        Map<Upload, Contents> contents = new LinkedHashMap<>();
        uploads.forEach(upload -> contents.put(upload, Contents.of(upload.place(), stubs)));
        return numbersFiles ? ofFiles(contents) : ofAttempts(contents);
    }

    /** Returns what the platform tells of the handing in of the chosen ones. */
    Handed handed() {
        return chosen.stream()
                .map(Upload::handed)
                .max(Comparator.comparingLong(Handed::number))
                .orElse(Handed.UNTOLD);
    }

    /** Uploads of one number are one attempt. */
    private static Selection ofAttempts(Map<Upload, Contents> uploads) {
        long latest = uploads.keySet().stream()
                .filter(it -> isGradable(it, uploads))
                .mapToLong(it -> it.handed().number())
                .max()
                .orElse(uploads.keySet().stream()
                        .mapToLong(it -> it.handed().number())
                        .max()
                        .orElse(0));
        List<Upload> chosen = new ArrayList<>();
        List<Upload> superseded = new ArrayList<>();
        List<Upload> later = new ArrayList<>();
        uploads.keySet()
                .forEach(it -> (it.handed().number() == latest
                                ? chosen
                                : it.handed().number() < latest ? superseded : later)
                        .add(it));
        return withoutText(chosen, superseded, later, uploads);
    }

    private static boolean isGradable(Upload upload, Map<Upload, Contents> uploads) {
        return Objects.requireNonNull(uploads.get(upload)).gradable();
    }

    private static Selection withoutText(
            List<Upload> chosen, List<Upload> superseded, List<Upload> later, Map<Upload, Contents> uploads) {
        boolean onlyText = chosen.stream().allMatch(it -> it.place() instanceof Place.OnlineText);
        List<Upload> files = new ArrayList<>();
        List<Upload> beside = new ArrayList<>(later);
        chosen.forEach(it -> (!onlyText && it.place() instanceof Place.OnlineText ? beside : files).add(it));
        return new Selection(files, superseded, beside, chosen.stream().anyMatch(it -> isGradable(it, uploads)));
    }

    /**
     * Files of different numbers are of one submission, unless they replace each other: a file another of the same name, and
     * what holds the work on some stubs whatever holds no more than that.
     */
    private static Selection ofFiles(Map<Upload, Contents> uploads) {
        List<Upload> newestFirst = uploads.keySet().stream()
                .sorted(Comparator.comparingLong((Upload it) -> it.handed().number())
                        .reversed())
                .toList();
        List<Upload> chosen = new ArrayList<>();
        List<Upload> superseded = new ArrayList<>();
        List<Upload> others = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> work = new HashSet<>();
        for (Upload upload : newestFirst) {
            Contents inside = Objects.requireNonNull(uploads.get(upload));
            if (!(upload.place() instanceof Place.SingleFile file) || !inside.gradable()) {
                others.add(upload);
            } else if (!names.add(file.name()) || !inside.work().isEmpty() && work.containsAll(inside.work())) {
                superseded.add(upload);
            } else {
                chosen.add(upload);
                work.addAll(inside.work());
            }
        }
        return chosen.isEmpty()
                ? withoutText(others, superseded, List.of(), uploads)
                : new Selection(chosen, superseded, others, true);
    }
}
