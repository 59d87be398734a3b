package lockstep.grader.author;

import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.author.ParallelCall.Setting;

/** Derives cases from the contract of a parallel call. */
abstract class Derivation {

    final ParallelCall call;

    Derivation(ParallelCall call) {
        this.call = call;
    }

    Case ofCase(Setting setting, Case.Play play) {
        return Case.of(setting.text(call), play);
    }

    interface Play {
        void on(Stage stage, Setting setting) throws Exception;
    }

    Probe of(Setting[] settings, Play play) {
        return new Probe(Stream.of(settings)
                .map(setting -> ofCase(setting, stage -> play.on(stage, setting)))
                .toList());
    }

    Probe ofCases(Stream<Setting> settings, Play play) {
        return of(settings.toArray(Setting[]::new), play);
    }

    static String only(Set<Long> elements) {
        return elements.size() == 1
                ? "if (i == " + elements.iterator().next() + ")"
                : "if (" + elements + ".contains(i))";
    }

    static Setting slowAt(Setting plain, Set<Long> held) {
        return plain.with("i -> { " + only(held) + " " + Trial.FOR_LONG + "; return i; }", plain.function());
    }

    Trial heldAt(Stage stage, Setting setting, Set<Long> held) {
        Trial[] trial = new Trial[1];
        trial[0] = new Trial(call, stage, setting, (i, number) -> {
            if (held.contains(i)) {
                trial[0].takeLong();
            }
        });
        return trial[0];
    }
}
