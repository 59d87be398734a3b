package lockstep.grader.author.children;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import lockstep.engine.Actors;
import lockstep.grader.author.Stage;

/** A parent that asks a child more than both pipes hold. */
final class Conversation {

    private static final int QUESTIONS = 100;

    private static final Assignments<Integer> NOTHING = new Assignments<>("nothing", arguments -> 0, 0);

    /** Writes each question when the one before has been answered. */
    void takesTurns(Actors actors) throws Exception {
        converse(actors, (child, writer, reader) -> {
            for (int i = 0; i < QUESTIONS; i++) {
                ask(writer, i);
                expectAnswer(reader, i);
            }
        });
    }

    /** Writes all questions before it reads an answer. */
    void readsTooLate(Actors actors) throws Exception {
        converse(actors, (child, writer, reader) -> {
            for (int i = 0; i < QUESTIONS; i++) {
                ask(writer, i);
            }
            for (int i = 0; i < QUESTIONS; i++) {
                expectAnswer(reader, i);
            }
        });
    }

    private interface Part {
        void play(Process child, Writer writer, BufferedReader reader) throws Exception;
    }

    private static void converse(Actors actors, Part part) throws Exception {
        Stage stage = new Stage(actors, Stage.Pace.HOURS);
        try (ScriptedChildren<Integer> children =
                ScriptedChildren.behindNarrowPipes(stage, NOTHING, Conversation::answer)) {
            actors.together(() -> {
                Process child = CurrentChildren.get().start(Conversation.class, List.of());
                try (Writer writer = child.outputWriter();
                        BufferedReader reader = child.inputReader()) {
                    part.play(child, writer, reader);
                }
                if (child.waitFor() != 0 || !children.alive().isEmpty()) {
                    throw new IllegalStateException("the child did not end well");
                }
            });
        }
    }

    private static int answer(ScriptedChild<Integer> child) throws InterruptedException {
        for (String line = child.readLine(); line != null; line = child.readLine()) {
            child.print("answer to " + line);
        }
        return 0;
    }

    private static void ask(Writer writer, int number) throws IOException {
        writer.write("question " + number + "\n");
        writer.flush();
    }

    private static void expectAnswer(BufferedReader reader, int number) throws IOException {
        String line = reader.readLine();
        if (!("answer to question " + number).equals(line)) {
            throw new IllegalStateException("found " + line);
        }
    }
}
