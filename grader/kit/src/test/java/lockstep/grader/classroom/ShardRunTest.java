package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockstep.grader.report.Samples;
import lockstep.grader.report.SubmissionTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardRunTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void each_element_is_in_one_part(int parts) {
        List<Integer> all = IntStream.range(0, 10).boxed().toList();
        List<Integer> together = new ArrayList<>();
        for (int i = 1; i <= parts; i++) {
            List<Integer> part = new Shard(i, parts).partOf(all);
            assertThat(part.size()).isBetween(10 / parts, (10 + parts - 1) / parts);
            together.addAll(part);
        }
        assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1 / 3", "99999999999/3"})
    void what_names_no_part_is_none(String text) {
        assertThat(Shard.parse(text)).isEmpty();
        assertThat(Shard.parse("2/3")).contains(new Shard(2, 3));
    }

    @Test
    void what_is_claimed_is_left_to_its_owner_until_it_is_given_back() throws Exception {
        try (Claims other = new Claims(temp, "b", LONG)) {
            try (Claims ours = new Claims(temp, "a", LONG)) {
                assertThat(ours.take("one")).isEmpty();
                assertThat(ours.take("one")).as("again by its owner").isEmpty();
                assertThat(other.take("one")).contains("a");
                assertThat(other.take("two")).isEmpty();
            }
            assertThat(other.take("one")).isEmpty();
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void who_has_not_renewed_for_long_is_gone_and_who_has_the_same_name_goes_on() throws Exception {
        Path claim = Files.writeString(temp.resolve("one"), "gone\n");
        try (Claims ours = new Claims(temp, "a", LONG)) {
            assertThat(ours.take("one")).contains("gone");
            Files.setLastModifiedTime(
                    claim,
                    FileTime.from(Files.getLastModifiedTime(claim).toInstant().minus(LONG.multipliedBy(2))));
            assertThat(ours.take("one")).isEmpty();
        }
        Files.writeString(claim, "task 7_1\n");
        try (Claims again = new Claims(temp, "task 7_1", LONG)) {
            assertThat(again.take("one")).isEmpty();
        }
    }

    @Test
    void what_is_held_is_renewed() throws Exception {
        try (Claims ours = new Claims(temp, "a", Duration.ofMillis(60))) {
            assertThat(ours.take("one")).isEmpty();
            Path claim = temp.resolve("one");
            FileTime old = FileTime.fromMillis(0);
            Files.setLastModifiedTime(claim, old);
            while (Files.getLastModifiedTime(claim).equals(old)) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void what_another_grades_is_waited_for_and_taken_over_when_it_is_gone() throws Exception {
        List<String> graded = Collections.synchronizedList(new ArrayList<>());
        Claims gone = new Claims(temp, "b", LONG);
        assertThat(gone.take("ben")).isEmpty();
        List<String> notes = new ArrayList<>();
        try (Claims ours = new Claims(temp, "a", LONG)) {
            ShardRun run = new ShardRun(
                    new ClassRun(new Names(graded), 1, ClassRunTest.SILENT),
                    ours,
                    it -> Optional.of(it.student()),
                    note -> {
                        notes.add(note);
                        gone.close();
                    },
                    Duration.ofMillis(1));
            List<ClassRun.Entry> entries = run.grade(List.of(handed("ada"), handed("ben"), handed("cyd")));
            assertThat(entries).extracting(ClassRun.Entry::student).containsExactly("ada", "cyd", "ben");
        }
        assertThat(graded).containsExactly("ada", "cyd", "ben");
        assertThat(notes).containsExactly("1 of this part is being graded by b; waiting for its end");
    }

    private static Found handed(String student) {
        return new Found.Handed(student, Path.of(student), SubmissionTime.UNKNOWN);
    }

    /** Grades by name. */
    private record Names(List<String> graded) implements ClassRun.Grading {

        @Override
        public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
            return null;
        }

        @Override
        public ClassRun.Prepared prepare(Found.Handed submission) {
            return new ClassRun.Prepared() {
                @Override
                public ClassRun.Entry finish() {
                    graded.add(submission.student());
                    return new ClassRun.GradedEntry(submission.student(), Samples.full());
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public ClassRun.Entry retry(Found.Handed submission) {
            throw new AssertionError("nothing is open");
        }

        @Override
        public boolean isOpen(ClassRun.Entry entry) {
            return false;
        }

        @Override
        public void keep(Found.Handed submission, ClassRun.Entry entry) {}
    }
}
