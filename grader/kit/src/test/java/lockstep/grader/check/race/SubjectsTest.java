package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubjectsTest {

    private static final int OPERATIONS = 64;

    @Test
    void an_actor_does_its_operation_so_often_to_each_object_in_turn() throws Exception {
        Subjects<AtomicInteger> subjects = new Subjects<>(3, 2, AtomicInteger::new);
        List<AtomicInteger> visited = new ArrayList<>();
        List<AtomicInteger> all = new ArrayList<>();
        subjects.each(visited::add).act();
        subjects.forEach(all::add);
        assertThat(subjects.times()).isEqualTo(2);
        assertThat(new HashSet<>(all)).hasSize(3);
        assertThat(visited).containsExactly(all.get(0), all.get(0), all.get(1), all.get(1), all.get(2), all.get(2));
    }

    @Test
    void an_actor_that_fails_holds_nobody_up() throws Exception {
        Subjects<AtomicInteger> subjects = new Subjects<>(1000, 1, AtomicInteger::new);
        Race.Actor failing = subjects.each(subject -> {
            throw new IllegalStateException("at the first");
        });
        assertThatThrownBy(failing::act).isInstanceOf(IllegalStateException.class);
        subjects.each(AtomicInteger::incrementAndGet).act();
        subjects.forEach(subject -> assertThat(subject).hasValue(1));
    }

    @Test
    void real_threads_try_one_object_often_and_many_objects_once() {
        Carriers carriers = new Carriers();
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Round round = round(carriers, seed);
            Subjects<AtomicInteger> subjects = round.subjects(AtomicInteger::new);
            seen.add(count(subjects) + " objects, " + subjects.times() + " times");
            assertThat(round.repetitions()).isEqualTo(subjects.times());
        }
        carriers.retire();
        assertThat(seen).containsExactlyInAnyOrder("1 objects, 64 times", "64 objects, 1 times");
    }

    @Test
    void what_one_operation_uses_up_is_always_fresh() {
        Carriers carriers = new Carriers();
        for (long seed = 0; seed < 20; seed++) {
            Subjects<AtomicInteger> subjects = round(carriers, seed).usedOnce(AtomicInteger::new);
            assertThat(subjects.times()).isEqualTo(1);
            assertThat(count(subjects)).isEqualTo(OPERATIONS);
        }
        carriers.retire();
    }

    private static Round round(Carriers carriers, long seed) {
        StressSettings settings = StressSettings.corroborating(Duration.ofMillis(1), 2);
        return new Round(settings, carriers, Set.of(), OPERATIONS, new SplittableRandom(seed));
    }

    private static int count(Subjects<?> subjects) {
        AtomicInteger count = new AtomicInteger();
        subjects.forEach(subject -> count.incrementAndGet());
        return count.get();
    }
}
