package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.classroom.ByHandOnly;
import lockstep.grader.classroom.ClassData;
import lockstep.grader.classroom.ClassFolder;
import lockstep.grader.classroom.ClassList;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Comparison;
import lockstep.grader.classroom.FeedbackZip;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.GradebookRow;
import lockstep.grader.classroom.GradebookWriter;
import lockstep.grader.classroom.Gradebooks;
import lockstep.grader.classroom.GradingScheme;
import lockstep.grader.classroom.Lateness;
import lockstep.grader.classroom.LeftOutStage;
import lockstep.grader.classroom.Person;
import lockstep.grader.classroom.Similarity;
import lockstep.grader.classroom.Students;
import lockstep.grader.classroom.ToldUpload;
import lockstep.grader.classroom.page.ClassPage;
import lockstep.grader.classroom.page.ClassResults;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.language.Language;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.StudentsCopy;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderer;
import lockstep.grader.report.render.Renderers;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a class run writes: the report, the gradebooks, each student's feedback, and what the next run goes on
 * from.
 */
record ClassFiles(Path folder, Language language) {

    /** Where the students' own feedback is. */
    static final String STUDENTS = "students";

    /** Where the whole feedback is on those of whom students do not see all. */
    private static final String INSTRUCTOR = "instructor";

    private static final String KEPT = ".lockstep";
    private static final String NO_ADJUSTMENTS = "; --adjustments was not given, or has no rows";
    private static final Set<String> OF_STUDENT = Set.of("feedback.json", "feedback.html");

    Path unpacked() {
        return folder.resolve(KEPT).resolve("unpacked");
    }

    Path answers() {
        return folder.resolve(KEPT).resolve("answers");
    }

    Path claims() {
        return folder.resolve(KEPT).resolve("claims");
    }

    /** What is known of the tasks that a cluster was asked for. */
    Path cluster() {
        return folder.resolve(KEPT).resolve("slurm");
    }

    /** The lock of those who grade, outside of what {@code --fresh} throws away. */
    Path lock() {
        return folder.resolve(".lockstep.lock");
    }

    /** The lock of who writes the report. */
    Path reportLock() {
        return folder.resolve(".lockstep.report.lock");
    }

    /** Forgets what earlier runs found out; what they wrote for people stays until it is replaced. */
    void forgetAll() throws IOException {
        Scratch.delete(folder.resolve(KEPT));
    }

    /** Returns the seed of the run which this one goes on with, or else this one; all who grade parts agree on it. */
    long seed(long first) throws IOException {
        Path file = folder.resolve(KEPT).resolve("seed");
        OutputFile.writeNew(file, Long.toHexString(first) + "\n");
        try {
            return Long.parseUnsignedLong(Files.readString(file).strip(), 16);
        } catch (NumberFormatException e) {
            // A damaged file is as good as none.
            OutputFile.write(file, Long.toHexString(first) + "\n");
            return first;
        }
    }

    /** Returns a folder name for each student, each different from the others on any file system. */
    private static Map<String, String> names(List<ClassRun.Entry> entries) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (ClassRun.Entry entry : entries) {
            String name = ClassFolder.safe(entry.student());
            int number = 2;
            while (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name = ClassFolder.safe(entry.student()) + "-" + number++;
            }
            names.put(entry.student(), name);
        }
        return names;
    }

    /**
     * Writes everything.
     *
     * @return the entries as they were written: one whose feedback breaks the grader is without a grade
     */
    List<ClassRun.Entry> write(
            List<ClassRun.Entry> all,
            ArrivalOptions.Arrived arrived,
            ClassOptions.Settings settings,
            PrintStream err,
            @Nullable String feedbackZip)
            throws IOException {
        ClassList list = arrived.list();
        GradingScheme scheme = settings.scheme();
        Map<String, List<Person>> people = new LinkedHashMap<>(list.people());
        List<ClassRun.Entry> handled =
                ByHandOnly.with(all, settings.counting().decisions(), people, list.missing(arrived.roster()));
        Map<String, String> names = names(handled);
        Map<String, Lateness> late = lateness(settings.counting(), list);
        Set<String> byHand = byHand(earlier());
        List<ClassRun.Entry> entries = new ArrayList<>();
        List<Students.Student> counted = new ArrayList<>();
        for (ClassRun.Entry each : handled) {
            Students.Student student =
                    new Students.Student(each.student(), people.getOrDefault(each.student(), List.of()));
            ClassRun.Entry entry = each;
            if (entry instanceof ClassRun.GradedEntry it) {
                counted.add(student);
                entry = written(
                        it,
                        feedback ->
                                counted(settings.counting(), feedback, student, late.get(student.submission()), err),
                        String.valueOf(names.get(each.student())));
            }
            entries.add(entry);
        }
        settings.counting().decisions().tellUnused(counted, err::println);
        forget(STUDENTS, entries, ClassRun.GradedEntry.class::isInstance, names);
        forget(INSTRUCTOR, entries, ClassFiles::isRestricted, names);
        Lateness.notes(entries, late).forEach(note -> err.println(Shown.line(note)));
        byHand.removeAll(byHand(feedback(entries)));
        byHand.forEach(line -> err.println("by hand in the last run into " + folder + ", and not in this one: "
                + Shown.line(line) + (settings.counting().decisions().byHand().isEmpty() ? NO_ADJUSTMENTS : "")));
        GradebookWriter.write(
                folder.resolve("gradebook.csv"), GradebookRow.of(entries, people, arrived.roster(), true));
        new Gradebooks(settings.assignment(), GradebookRow.of(entries, people, arrived.roster(), false)).write(folder);
        if (feedbackZip != null) {
            FeedbackZip.write(folder.resolve("feedback-" + feedbackZip + ".zip"), pages(entries, names, list));
        }
        Comparison changes = settings.older() == null ? Comparison.NONE : Comparison.with(settings.older(), entries);
        for (Comparison.Change change : changes.changes()) {
            err.println("changed: " + Shown.line(change.student()) + " " + change.words());
        }
        Map<String, String> links = new HashMap<>();
        entries.forEach(entry -> links.put(
                entry.student(),
                (isRestricted(entry) ? INSTRUCTOR : STUDENTS) + "/" + names.get(entry.student()) + "/feedback.html"));
        ClassResults results = new ClassResults(
                settings.assignment(),
                pageRows(entries, links, people, settings.anonymous()),
                settings.anonymous()
                        ? new ClassResults.Arrivals(list.readAs(), List.of(), List.of(), List.of())
                        : new ClassResults.Arrivals(list.readAs(), list.uploads(), unknown(list), missing(arrived)),
                settings.anonymous() ? Comparison.NONE : changes,
                similarity(settings, list.found(), err),
                scheme.thresholds().help());
        ClassData data = ClassData.of(settings.assignment(), list.readAs(), entries, links);
        OutputFile.write(folder.resolve("report.json"), data.json());
        OutputFile.write(folder.resolve("checks.csv"), data.csv());
        OutputFile.write(folder.resolve("report.html"), new ClassPage(results, MistakeCatalog.load()).render());
        faults(entries).forEach(fault -> err.println(Shown.line(fault)));
        long pending = entries.stream()
                .filter(entry -> entry instanceof ClassRun.GradedEntry graded
                        && graded.feedback().checks().anyMatch(LeftOutStage::mayBeDecidedLater))
                .count();
        if (pending > 0) {
            err.println(
                    pending + (pending == 1 ? " submission has" : " submissions have")
                            + " checks that stay pending; when the machine is quiet, --retry-pending judges them again, and only them");
        }
        err.println("time of all checks together: " + data.spent());
        err.println("report: " + folder.resolve("report.html"));
        err.println("for those who analyse: " + folder.resolve("report.json") + ", and checks.csv beside it");
        err.println("gradebooks: " + folder.resolve("gradebook.csv") + " and gradebook-*.csv beside it");
        return entries;
    }

    /** One line for each submission at which the grader failed. */
    private static List<String> faults(List<ClassRun.Entry> entries) {
        List<String> faults = new ArrayList<>();
        for (ClassRun.Entry entry : entries) {
            if (entry instanceof ClassRun.FaultEntry fault) {
                faults.add("not graded: " + entry.student() + ": " + fault.reason());
            } else if (entry instanceof ClassRun.GradedEntry graded) {
                graded.feedback()
                        .checks()
                        .filter(check -> check.verdict() == Outcome.ERRORED)
                        .findFirst()
                        .ifPresent(check -> faults.add("a fault of the grader: " + entry.student() + ": "
                                + check.question().id() + ": "
                                + check.explanation().message()));
            }
        }
        return faults;
    }

    /** Removes the feedback that an earlier run wrote and this one has not. */
    private void forget(
            String where, List<ClassRun.Entry> entries, Predicate<ClassRun.Entry> written, Map<String, String> names)
            throws IOException {
        Path students = folder.resolve(where);
        if (!Files.isDirectory(students)) {
            return;
        }
        Set<String> kept = entries.stream()
                .filter(written)
                .map(entry -> String.valueOf(names.get(entry.student())))
                .collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(students)) {
            for (Path student : all.filter(Files::isDirectory).toList()) {
                if (!kept.contains(String.valueOf(student.getFileName()))) {
                    for (String file : OF_STUDENT) {
                        Files.deleteIfExists(student.resolve(file));
                    }
                    try {
                        Files.delete(student);
                    } catch (DirectoryNotEmptyException e) {
                        // Somebody else's files are in it, too.
                        continue;
                    }
                }
            }
        }
    }

    /** Whether there is more to a submission's feedback than its student may see. */
    private static boolean isRestricted(ClassRun.Entry entry) {
        return entry instanceof ClassRun.GradedEntry graded && !StudentsCopy.isWhole(graded.feedback());
    }

    private static void tell(PrintStream err, String what, List<String> names) {
        if (!names.isEmpty()) {
            err.println(what + ": " + Shown.line(String.join("; ", names)));
        }
    }

    /** Tells what was read, before it is graded. */
    static void tell(ArrivalOptions.Arrived arrived, PrintStream err) {
        ClassList list = arrived.list();
        err.println("read as: " + Shown.line(list.readAs()));
        tell(err, "on the roster, but without a submission", missing(arrived));
        tell(err, "handed in, but of nobody on the roster", unknown(list));
        list.uploads().stream()
                .filter(upload -> upload.fate() != ToldUpload.Fate.GRADED)
                .forEach(upload -> err.println(upload.fate().word() + ": " + Shown.line(upload.upload())
                        + (upload.words().isEmpty() ? "" : ": " + Shown.line(upload.words()))));
    }

    private static List<String> missing(ArrivalOptions.Arrived arrived) {
        return arrived.list().missing(arrived.roster()).stream()
                .map(Person::called)
                .toList();
    }

    private static List<String> unknown(ClassList list) {
        return list.unmatched().entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .toList();
    }

    /** The feedback of the last run into this folder; what cannot be read any more is none. */
    private List<Feedback> earlier() {
        Path students = folder.resolve(STUDENTS);
        try {
            return Files.isDirectory(students)
                    ? List.copyOf(Comparison.read(students).values())
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Feedback> feedback(List<ClassRun.Entry> entries) {
        return entries.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(entry -> ((ClassRun.GradedEntry) entry).feedback())
                .toList();
    }

    /** What was decided by hand, a line each. */
    private static Set<String> byHand(List<Feedback> all) {
        return all.stream()
                .flatMap(each ->
                        each.byHand().stream().map(line -> each.submission().id() + ": " + line))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The students' pages by the names under which the platform takes them back. */
    private Map<String, Path> pages(List<ClassRun.Entry> entries, Map<String, String> names, ClassList list) {
        Map<String, Path> pages = new TreeMap<>();
        for (ClassRun.Entry entry : entries) {
            String reply = list.replies().getOrDefault(entry.student(), "");
            if (entry instanceof ClassRun.GradedEntry && !reply.isEmpty()) {
                String own = String.valueOf(names.get(entry.student()));
                pages.put(reply, folder.resolve(STUDENTS).resolve(own).resolve("feedback.html"));
            }
        }
        return pages;
    }

    /** Counts a submission's points and writes its feedback; what breaks over it must not cost the others theirs. */
    private ClassRun.Entry written(ClassRun.GradedEntry graded, UnaryOperator<Feedback> counting, String name)
            throws OutputFile.UnwritableException {
        try {
            ClassRun.GradedEntry counted =
                    new ClassRun.GradedEntry(graded.student(), counting.apply(graded.feedback()));
            write(counted.feedback(), folder.resolve(STUDENTS).resolve(name), Renderers::of);
            if (isRestricted(counted)) {
                write(counted.feedback(), folder.resolve(INSTRUCTOR).resolve(name), Renderers::forInstructor);
            }
            return counted;
        } catch (OutputFile.UnwritableException e) {
            throw e;
        } catch (Throwable e) {
            return ClassRun.FaultEntry.of(graded.student(), e);
        }
    }

    private void write(Feedback feedback, Path target, BiFunction<String, RenderSettings, Optional<Renderer>> renderers)
            throws OutputFile.UnwritableException {
        for (String format : List.of("json", "html")) {
            Renderer renderer =
                    renderers.apply(format, RenderSettings.PLAIN.in(language)).orElseThrow();
            OutputFile.write(target.resolve("feedback." + format), renderer.render(feedback));
        }
    }

    private static Feedback counted(
            ClassOptions.Counting counting,
            Feedback feedback,
            Students.Student student,
            @Nullable Lateness late,
            PrintStream err) {
        Feedback counted = counting.decisions().applied(counting.applied(feedback), student, err::println);
        return late == null ? counted : late.applied(counted);
    }

    private static Map<String, Lateness> lateness(ClassOptions.Counting counting, ClassList list) {
        Map<String, Lateness> late = new HashMap<>();
        GradingScheme.Late rule = counting.scheme().late();
        if (rule == null) {
            return late;
        }
        for (Found each : list.found()) {
            String name = each.student();
            SubmissionTime time = each instanceof Found.Handed handed ? handed.time() : SubmissionTime.UNKNOWN;
            Students.Student student = new Students.Student(name, list.people().getOrDefault(name, List.of()));
            late.put(name, counting.decisions().lateness(rule, student, time));
        }
        return late;
    }

    private static List<ClassResults.Row> pageRows(
            List<ClassRun.Entry> entries,
            Map<String, String> links,
            Map<String, List<Person>> people,
            boolean anonymous) {
        List<ClassResults.Row> rows = new ArrayList<>();
        List<ClassRun.Entry> ordered = new ArrayList<>(entries);
        if (anonymous) {
            // The order of names would give them away; that of the submissions' hashes tells nothing.
            ordered.sort(Comparator.comparing(entry -> entry instanceof ClassRun.GradedEntry graded
                    ? graded.feedback().submission().sha256()
                    : "~"));
        }
        for (ClassRun.Entry entry : ordered) {
            String name = anonymous ? "Student " + (rows.size() + 1) : called(entry.student(), people);
            boolean linked = !anonymous && entry instanceof ClassRun.GradedEntry;
            String link = linked ? String.valueOf(links.get(entry.student())) : "";
            rows.add(new ClassResults.Row(name, link, entry));
        }
        return rows;
    }

    /** The names on the roster, or what the platform calls the student. */
    private static String called(String student, Map<String, List<Person>> all) {
        List<Person> people = all.getOrDefault(student, List.of());
        return people.isEmpty() ? student : people.stream().map(Person::called).collect(Collectors.joining("; "));
    }

    private Similarity.Outcome similarity(ClassOptions.Settings settings, List<Found> found, PrintStream err)
            throws IOException {
        Similarity similarity = settings.similarity();
        if (similarity == null) {
            if (!settings.similarityMessage().isEmpty()) {
                err.println("similarity: " + settings.similarityMessage());
            }
            return new Similarity.Outcome(settings.similarityMessage(), List.of());
        }
        Map<String, Path> folders = new LinkedHashMap<>();
        for (Found each : found) {
            if (each instanceof Found.Handed handed) {
                folders.put(handed.student(), handed.folder());
            }
        }
        try (Scratch scratch = Scratch.open("lockstep-similarity-")) {
            Similarity.Outcome outcome = similarity.compare(folders, scratch.folder());
            err.println("similarity: " + outcome.message());
            return settings.anonymous() ? new Similarity.Outcome(outcome.message(), List.of()) : outcome;
        }
    }
}
