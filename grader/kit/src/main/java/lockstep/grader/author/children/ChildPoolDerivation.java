package lockstep.grader.author.children;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockstep.grader.author.Case;
import lockstep.grader.author.children.Cast.Part;
import lockstep.grader.author.children.ChildPoolTrial.Begun;

/** Derives cases from the contract of a pool of children. */
abstract class ChildPoolDerivation {

    /** Longer than anybody waits who counts on something to come. */
    static final long HOURS = 7_200_000;

    static final long FOR_EVER = 12_000 * HOURS;

    static final int CHILDREN = 3;

    final ChildPool contract;

    ChildPoolDerivation(ChildPool contract) {
        this.contract = contract;
    }

    /** What is tried of a pool whose children play. */
    @FunctionalInterface
    interface Play {
        void on(ChildPoolTrial trial) throws Exception;
    }

    /** A case in which no time passes, of a pool that has been made. */
    Case at(int size, String what, Cast cast, Play play) {
        String text = text(size, what);
        return Case.of(text, stage -> {
            try (ChildPoolTrial trial = new ChildPoolTrial(
                    contract, stage, size, text, new PoolChildren(cast, contract.done(), stage.haste()))) {
                play.on(trial.make());
            }
        });
    }

    Case inTime(int size, String what, Cast cast, Play play) {
        Case plain = at(size, what, cast, play);
        return Case.inVirtualTime(plain.text(), plain.play());
    }

    /** The same, but for the pool, which the play makes itself. */
    Case unmade(int size, String what, Cast cast, Play play) {
        String text = text(size, what);
        return Case.of(text, stage -> {
            try (ChildPoolTrial trial = new ChildPoolTrial(
                    contract, stage, size, text, new PoolChildren(cast, contract.done(), stage.haste()))) {
                play.on(trial);
            }
        });
    }

    private String text(int size, String what) {
        return contract.text(size) + ", " + what;
    }

    // ---- parts

    static final Part WELL = (child, children) -> children.answer(child);

    /** Takes so long before it answers. */
    static Part after(long millis, Part part) {
        return (child, children) -> {
            child.pause(millis);
            return part.play(child, children);
        };
    }

    static final Part NEVER = after(FOR_EVER, WELL);

    static final Part DEAF = (child, children) -> {
        child.turnDeaf();
        return true;
    };

    static Part first(Part one, Part other) {
        return (child, children) -> one.play(child, children) && other.play(child, children);
    }

    /** Answers once so many are at work. */
    static Part meeting(String name, int count) {
        return (child, children) -> children.meet(name, count) && children.answer(child);
    }

    /** Answers once the gate is open. */
    static Part held(String gate) {
        return (child, children) -> children.await(gate) && children.answer(child);
    }

    /** Says this, and then that it was all. */
    static Part saying(String answer) {
        return (child, children) -> {
            child.print(answer);
            return children.done(child);
        };
    }

    /** Says only this, and ends. */
    static Part dyingAfter(String words) {
        return (child, children) -> {
            child.write(words);
            return false;
        };
    }

    /** Says only this, in place of an answer, and waits for more. */
    static Part babbling(String words) {
        return (child, children) -> {
            child.write(words);
            return true;
        };
    }

    /** Ways to fail, by what they are called. */
    Map<String, Part> failures() {
        String line = PoolChildren.answerTo("a") + "\n";
        return Map.ofEntries(
                Map.entry("ends instead of answering", dyingAfter("")),
                Map.entry("ends in the middle of its answer", dyingAfter("answer t")),
                Map.entry("ends after the line of its answer", dyingAfter(line)),
                Map.entry("ends after an empty answer", dyingAfter("\n")),
                Map.entry(
                        "ends in the middle of " + contract.done(),
                        dyingAfter(line
                                + contract.done().substring(0, contract.done().length() - 1))),
                Map.entry("ends in its own good time", after(HOURS, dyingAfter(""))),
                Map.entry("prints a second line in place of " + contract.done(), babbling(line + "hello\n")),
                Map.entry("prints an empty line in place of " + contract.done(), babbling(line + "\n")),
                Map.entry("prints its answer twice", babbling(line + line)),
                Map.entry("prints " + contract.done() + " and more", babbling(line + contract.done() + "!\n")),
                Map.entry("takes no notice of destroy() and prints hello", first(DEAF, babbling(line + "hello\n"))));
    }

    // ---- requests

    static List<String> requests(String name, int count) {
        return ChildPoolTrial.requests(name, count);
    }

    /** Requests that are answered once all of them are at work. */
    static Cast meetingIn(Cast cast, String name, int count) {
        return cast.on(requests(name, count), meeting(name, count));
    }

    /** Fails unless the pool has as many children at work at a time as it was made for. */
    void expectAllAtWork(ChildPoolTrial trial, String name, ChildPoolSign sign) throws Exception {
        List<String> requests = requests(name, trial.size);
        trial.expectAnswers(trial.begin(requests), requests, sign);
        expectMet(trial, sign);
    }

    void expectMet(ChildPoolTrial trial, ChildPoolSign sign) {
        if (trial.children.haveMetInVain()) {
            throw trial.wrong(
                    "fewer than " + trial.size + " children were at work at the same time.",
                    trial.size + " at work",
                    "fewer",
                    sign);
        }
    }

    /** A call waits for a child while another one has both; then one of these is free, or is to be started again. */
    Case waitingForOneOfTwo(String how, Part endOfOne, boolean fails) {
        Cast cast = Cast.WELL
                .on("a0", held("open"))
                .on("a1", first((child, children) -> children.await("other"), endOfOne));
        return inTime(2, "a call that waits for a child until one of another call " + how, cast, trial -> {
            trial.withSeveralCalls();
            Begun holding = trial.begin(List.of("a0", "a1"));
            trial.stage.settle();
            Begun waiting = trial.begin(requests("b", 2));
            trial.stage.settle();
            trial.children.open("other");
            boolean answered = trial.endsUnlessHeld(waiting);
            trial.children.open("open");
            trial.expectAnswers(waiting, requests("b", 2), null);
            if (fails) {
                trial.expectThrown(holding, IOException.class, null);
            } else {
                trial.expectAnswers(holding, List.of("a0", "a1"), null);
            }
            if (!answered) {
                throw trial.wrong(
                        "a call went on waiting though one of the children was not at work any more.",
                        "its requests are answered while the other call goes on",
                        "waited",
                        ChildPoolSign.CALL_WAITS);
            }
        });
    }

    static IntStream sizes() {
        return IntStream.of(1, CHILDREN);
    }
}
