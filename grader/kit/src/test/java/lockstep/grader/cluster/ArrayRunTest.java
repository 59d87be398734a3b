package lockstep.grader.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayRunTest {

    @TempDir
    Path temp;

    private final List<String> notes = new ArrayList<>();

    /** A cluster of which each turn is scripted: what it does with the tasks that it has. */
    private static class Cluster implements ArrayRun.Queue, ArrayRun.Work {
        final Set<Integer> open = new TreeSet<>(Set.of(1, 2, 3));
        final Map<Integer, Slurm.Task> tasks = new TreeMap<>();
        final List<String> submitted = new ArrayList<>();
        final List<String> startedNow = new ArrayList<>();
        int turns;

        @Override
        public String submit(Collection<Integer> parts) throws SlurmException {
            String job = String.valueOf(10 + submitted.size());
            submitted.add(Slurm.ranges(parts));
            parts.forEach(part -> tasks.put(part, new Slurm.Task(job + "_" + part, part, "RUNNING", "", "n1")));
            return job;
        }

        @Override
        public Map<Integer, Slurm.Task> tasks(Collection<String> jobs) throws SlurmException {
            return tasks.entrySet().stream()
                    .filter(each -> jobs.contains(each.getValue().job().split("_")[0]))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public void startNow(Slurm.Task task) {
            startedNow.add(task.job());
        }

        @Override
        public String ending(String job, int part) {
            return "NODE_FAIL";
        }

        @Override
        public Set<Integer> open() {
            return Set.copyOf(open);
        }

        @Override
        public void tell(Collection<Slurm.Task> running) {}

        void finish(int part) {
            tasks.remove(part);
            open.remove(part);
        }

        /** What happens while the front end waits. */
        void turn() {
            List.copyOf(tasks.keySet()).forEach(this::finish);
        }
    }

    private Set<Integer> run(Cluster cluster) throws Exception {
        return new ArrayRun(cluster, temp.resolve("jobs"), notes::add, () -> {
                    cluster.turns++;
                    // A front end that waits for ever fails here.
                    assertThat(cluster.turns).as("turns").isLessThan(50);
                    cluster.turn();
                })
                .run(cluster);
    }

    @Test
    void all_parts_are_asked_for_once_and_awaited() throws Exception {
        Cluster cluster = new Cluster();
        assertThat(run(cluster)).isEmpty();
        assertThat(cluster.submitted).containsExactly("1-3");
        assertThat(Files.readString(temp.resolve("jobs"))).isEqualTo("10 1 2 3\n");
    }

    @Test
    void what_is_lost_is_asked_for_again_and_told() throws Exception {
        Cluster cluster = new Cluster() {
            @Override
            void turn() {
                if (turns == 1) {
                    tasks.remove(2);
                } else if (submitted.size() > 1) {
                    super.turn();
                }
            }
        };
        assertThat(run(cluster)).isEmpty();
        assertThat(cluster.submitted).containsExactly("1-3", "2");
        assertThat(notes).contains("task 10_2 ended without its results (NODE_FAIL)");
    }

    @Test
    void results_that_show_a_moment_later_are_not_lost() throws Exception {
        Cluster cluster = new Cluster() {
            @Override
            void turn() {
                if (turns == 1) {
                    tasks.clear();
                } else {
                    open.clear();
                }
            }
        };
        assertThat(run(cluster)).isEmpty();
        assertThat(cluster.submitted).containsExactly("1-3");
    }

    @Test
    void what_is_lost_each_time_is_given_up_and_the_rest_is_awaited() throws Exception {
        Cluster cluster = new Cluster() {
            @Override
            void turn() {
                tasks.remove(3);
                if (turns == 12) {
                    finish(1);
                    finish(2);
                }
            }
        };
        assertThat(run(cluster)).containsExactly(3);
        assertThat(cluster.submitted).containsExactly("1-3", "3", "3");
    }

    @Test
    void who_comes_after_a_crash_goes_on_with_what_was_asked_for() throws Exception {
        Cluster cluster = new Cluster();
        cluster.submit(List.of(1, 2, 3));
        cluster.finish(1);
        Files.writeString(temp.resolve("jobs"), "10 1 2 3\n");
        assertThat(run(cluster)).isEmpty();
        assertThat(cluster.submitted).as("nothing more").containsExactly("1-3");
        assertThat(notes).contains("attached to job 10");
    }

    @Test
    void a_task_that_slurm_puts_off_is_begun_and_a_controller_that_is_away_is_waited_for() throws Exception {
        Cluster cluster = new Cluster() {
            @Override
            public Map<Integer, Slurm.Task> tasks(Collection<String> jobs) throws SlurmException {
                if (turns == 2) {
                    throw new SlurmException("squeue: no answer");
                }
                return super.tasks(jobs);
            }

            @Override
            void turn() {
                if (turns == 1) {
                    tasks.put(2, new Slurm.Task("10_2", 2, "PENDING", "BeginTime", ""));
                } else if (turns > 3) {
                    super.turn();
                }
            }
        };
        assertThat(run(cluster)).isEmpty();
        assertThat(cluster.startedNow).contains("10_2");
        assertThat(cluster.submitted).containsExactly("1-3");
    }

    @Test
    void a_cluster_that_takes_nothing_is_told() {
        Cluster cluster = new Cluster() {
            @Override
            public String submit(Collection<Integer> parts) throws SlurmException {
                throw new SlurmException("sbatch ended with status 1: invalid partition");
            }
        };
        assertThatThrownBy(() -> run(cluster)).hasMessage("sbatch ended with status 1: invalid partition");
    }

    @Test
    void numbers_are_written_as_ranges() {
        assertThat(Slurm.ranges(List.of(7, 1, 2, 3, 9, 10))).isEqualTo("1-3,7,9-10");
    }
}
