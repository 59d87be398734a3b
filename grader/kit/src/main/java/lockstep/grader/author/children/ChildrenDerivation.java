package lockstep.grader.author.children;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.author.Case;
import lockstep.grader.author.Stage;

/** Derives cases from the contract of a call with children. */
abstract class ChildrenDerivation<C, A> {

    static final int CHILDREN = 3;

    /** Longer than anybody waits who counts on something to come. */
    static final long HOURS = 7_200_000;

    final ChildrenCall<C, A> call;

    /** The call of all cases for which it is the children that make the difference. */
    final C plain;

    ChildrenDerivation(ChildrenCall<C, A> call) {
        this.call = call;
        this.plain = call.plain(CHILDREN);
    }

    /** What is tried of a call while its children play. */
    @FunctionalInterface
    interface Play<C, A> {
        void on(ChildrenTrial<C, A> trial) throws Exception;
    }

    static IntStream numbers() {
        return IntStream.range(0, CHILDREN);
    }

    /** Lets each child play the script, in virtual time. */
    Case playing(String circumstances, Script<A> script, Play<C, A> play) {
        return playingTogether(circumstances, () -> script, play);
    }

    /** @param script makes what the children of one trial share, too */
    Case playingTogether(String circumstances, Supplier<Script<A>> script, Play<C, A> play) {
        String text = plain + circumstances;
        return Case.inVirtualTime(text, stage -> play(stage, text, script.get(), play));
    }

    void play(Stage stage, String text, Script<A> script, Play<C, A> play) throws Exception {
        play(stage, text, ScriptedChildren.behindNarrowPipes(stage, call.assignments(), script), play);
    }

    void play(Stage stage, String text, ScriptedChildren<A> children, Play<C, A> play) throws Exception {
        try (ChildrenTrial<C, A> trial = new ChildrenTrial<>(call, stage, text, children)) {
            play.on(trial);
        }
    }

    /** Returns cases in which the first child, and then the last one, plays a part of its own; the others play well. */
    Stream<Case> byOneOf(String circumstances, Script<A> part, Play<C, A> play) {
        return Stream.of(0, CHILDREN - 1).map(one -> playing(circumstances, onlyOf(one, part), play));
    }

    /** Lets one child play a part of its own, and the others play well. */
    Script<A> onlyOf(int one, Script<A> part) {
        return child -> child.number() == one ? part.play(child) : playWell(child);
    }

    // ---- scripts

    /** Prints what it was asked for, then the end mark, and exits with success. */
    int playWell(ScriptedChild<A> child) throws InterruptedException {
        return playWell(child, 1);
    }

    int playWell(ScriptedChild<A> child, int lines) throws InterruptedException {
        print(child, lines);
        return end(child);
    }

    void print(ScriptedChild<A> child, int lines) throws InterruptedException {
        for (String line : call.lines(child, lines)) {
            child.print(line);
        }
    }

    int end(ScriptedChild<A> child) throws InterruptedException {
        String endMark = call.endMark();
        if (endMark != null) {
            child.print(endMark);
        }
        return 0;
    }

    /** Returns what a child prints last, for people. */
    String lastWords() {
        return call.endMark() == null ? "its " + call.word() : call.endMark();
    }
}
