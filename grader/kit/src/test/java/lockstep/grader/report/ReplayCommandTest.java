package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {

    private static final CheckId CHECK = CheckId.parse("lockedcounter.race.increment-increment");
    private static final List<Evidence> WITH_ORDER =
            List.of(new Evidence.Interleaving(List.of(), List.of(), "", "1a.1-2f.2"));

    @Test
    void an_interleaving_is_run_again_by_its_schedule() {
        assertThat(new ReplayCommand(new Named("work/alice", List.of()), "2a").of(CHECK, WITH_ORDER))
                .isEqualTo("./grade replay work/alice --check lockedcounter.race.increment-increment"
                        + " --schedule 1a.1-2f.2 --seed 2a");
        assertThat(new ReplayCommand(new Named("", List.of()), "2a").of(CHECK, WITH_ORDER))
                .isEqualTo("./grade replay --check lockedcounter.race.increment-increment --schedule 1a.1-2f.2"
                        + " --seed 2a");
    }

    @Test
    void without_a_schedule_the_exercise_is_run_again() {
        assertThat(new ReplayCommand(new Named("", List.of()), "2a").of(CHECK, List.of()))
                .isEqualTo("./grade --only lockedcounter --seed 2a");
    }

    @Test
    void packs_are_named_again() {
        assertThat(new ReplayCommand(new Named("mine", List.of("packs/a", "the other")), "2a").of("buffer"))
                .isEqualTo("./grade mine --pack packs/a --pack 'the other' --only buffer --seed 2a");
    }

    @Test
    void what_a_shell_would_obey_is_quoted() {
        List<Evidence> odd = List.of(new Evidence.Interleaving(List.of(), List.of(), "", "0; rm -r $HOME"));

        assertThat(new ReplayCommand(new Named("it's $(mine)", List.of()), "2a").of(CHECK, odd))
                .contains("replay 'it'\\''s $(mine)' --check")
                .contains("--schedule '0; rm -r $HOME' --seed");
        assertThat(new ReplayCommand(new Named("-rf", List.of()), "2a").of("lockedcounter"))
                .contains("grade '-rf'");
    }
}
