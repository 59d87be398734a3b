package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.classroom.export.Handed;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.classroom.export.Upload;

/**
 * Which of one student's uploads count: the latest by the platform's own number or time, and what belongs to it.
 *
 * @param chosen what is graded, together
 * @param superseded older uploads
 * @param beside what was handed in with the chosen ones and is no source: reports, text that was typed
 */
record Selection(List<Upload> chosen, List<Upload> superseded, List<Upload> beside) {

    Selection {
        chosen = List.copyOf(chosen);
        superseded = List.copyOf(superseded);
        beside = List.copyOf(beside);
    }

    /** Chooses. */
    static Selection of(List<Upload> uploads, boolean numbersFiles) {
        return numbersFiles ? ofFiles(uploads) : ofAttempts(uploads);
    }

    /** Returns what the platform tells of the handing in of the chosen ones. */
    Handed handed() {
        return chosen.stream()
                .map(Upload::handed)
                .max(Comparator.comparingLong(Handed::number))
                .orElse(Handed.UNTOLD);
    }

    /** Uploads of one number are one attempt. */
    private static Selection ofAttempts(List<Upload> uploads) {
        long latest =
                uploads.stream().mapToLong(it -> it.handed().number()).max().orElse(0);
        List<Upload> chosen = new ArrayList<>();
        List<Upload> superseded = new ArrayList<>();
        uploads.forEach(it -> (it.handed().number() == latest ? chosen : superseded).add(it));
        return withoutText(chosen, superseded);
    }

    private static Selection withoutText(List<Upload> chosen, List<Upload> superseded) {
        boolean onlyText = chosen.stream().allMatch(it -> it.place() instanceof Place.OnlineText);
        List<Upload> files = new ArrayList<>();
        List<Upload> beside = new ArrayList<>();
        chosen.forEach(it -> (!onlyText && it.place() instanceof Place.OnlineText ? beside : files).add(it));
        return new Selection(files, superseded, beside);
    }

    /**
     * Files of different numbers are of one submission, unless they replace each other: a file another of the same name, an
     * archive everything before it, and sources an archive before them.
     */
    private static Selection ofFiles(List<Upload> uploads) {
        List<Upload> newestFirst = uploads.stream()
                .sorted(Comparator.comparingLong((Upload it) -> it.handed().number())
                        .reversed())
                .toList();
        List<Upload> chosen = new ArrayList<>();
        List<Upload> superseded = new ArrayList<>();
        List<Upload> others = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean closed = false;
        for (Upload upload : newestFirst) {
            if (!(upload.place() instanceof Place.SingleFile file)) {
                others.add(upload);
            } else if (!names.add(file.name())) {
                superseded.add(upload);
            } else if (Listing.isArchive(file.name())) {
                (closed || !chosen.isEmpty() ? superseded : chosen).add(upload);
                closed = true;
            } else if (file.name().endsWith(".java")) {
                (closed ? superseded : chosen).add(upload);
            } else {
                others.add(upload);
            }
        }
        if (chosen.isEmpty()) {
            return withoutText(others, superseded);
        }
        return new Selection(chosen, superseded, others);
    }
}
