package lockstep.grader.explain;

import java.util.List;
import lockstep.engine.control.Sites;
import lockstep.engine.explain.Explanation;
import lockstep.engine.explain.ShownStep;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.TraceStep;
import lockstep.grader.probe.AwaitedWords;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Effect;
import lockstep.grader.verdict.Evidence.Touch;
import org.jspecify.annotations.Nullable;

/** Puts the steps that an explanation shows into words. */
final class StepWords {

    private final Sites sites;
    private final LockNames names;

    /** @param trace all steps of the execution: locks are numbered by them */
    StepWords(Sites sites, List<TraceStep> trace) {
        this.sites = sites;
        this.names = new LockNames(trace);
    }

    Evidence.Interleaving interleaving(Explanation explanation, String outcome, @Nullable String schedule) {
        List<Evidence.Step> steps = explanation.steps().stream().map(this::step).toList();
        return new Evidence.Interleaving(explanation.threads(), steps, outcome, schedule);
    }

    private Evidence.Step step(ShownStep shown) {
        TraceStep step = shown.step();
        ShownStep.Repeated stands = shown.stands();
        if (stands.steps() > 0 && stands.times() == 0) {
            return new Evidence.Step(
                    step.threadName(), null, "… " + stands.steps() + " steps of all threads left out", null);
        }
        if (stands.steps() > 0) {
            return new Evidence.Step(step.threadName(), Places.line(sites.at(step.site())), again(stands), null);
        }
        Phrase phrase = step.event().accept(new Phrases(shown));
        return new Evidence.Step(
                step.threadName(),
                Places.line(sites.at(step.site())),
                phrase.action(),
                value(shown),
                effect(shown, phrase));
    }

    private static String again(ShownStep.Repeated stands) {
        String what = stands.steps() == 1 ? "the same" : "these " + stands.steps() + " steps";
        return what + " " + (stands.times() == 1 ? "once more" : stands.times() + " times more");
    }

    private static @Nullable String value(ShownStep shown) {
        Event event = shown.step().event();
        if (event instanceof Event.Read read) {
            return Words.of(read.value());
        } else if (event instanceof Event.Write write) {
            return Words.of(write.value());
        } else if (event instanceof Event.Notify notify && notify.waiting() == 0) {
            return "nobody waits";
        }
        return shown.isRefused() ? "false" : null;
    }

    private static @Nullable Effect effect(ShownStep shown, Phrase phrase) {
        return phrase.touch() == null || phrase.on() == null
                ? null
                : new Effect(phrase.touch(), phrase.on(), shown.isRacing(), shown.after());
    }

    /**
     * What a step does.
     *
     * @param touch how it touches what threads share, or null where it does not
     * @param on what that is, or null
     */
    private record Phrase(
            String action, @Nullable Touch touch, @Nullable String on) {
        Phrase(String action) {
            this(action, null, null);
        }
    }

    private final class Phrases implements Event.Visitor<Phrase> {

        private final ShownStep shown;

        Phrases(ShownStep shown) {
            this.shown = shown;
        }

        private Phrase on(Lock lock, String before, String after, Touch touch) {
            String name = names.of(lock);
            return new Phrase(before + name + after, touch, name);
        }

        @Override
        public Phrase read(Event.Read event) {
            String name = Words.shortly(event.variable());
            return new Phrase("read " + name, Touch.READ, name);
        }

        @Override
        public Phrase write(Event.Write event) {
            String name = Words.shortly(event.variable());
            return new Phrase("write " + name, Touch.WRITE, name);
        }

        @Override
        public Phrase acquire(Event.Acquire event) {
            return on(event.lock(), "acquire ", "", Touch.ACQUIRE);
        }

        @Override
        public Phrase release(Event.Release event) {
            return on(event.lock(), "release ", "", Touch.RELEASE);
        }

        @Override
        public Phrase await(Event.Wait event) {
            return on(event.lock(), "wait() on ", ", and release it", Touch.RELEASE);
        }

        @Override
        public Phrase returned(Event.Return event) {
            return on(event.lock(), "return from wait(), and acquire ", "", Touch.ACQUIRE);
        }

        @Override
        public Phrase notified(Event.Notify event) {
            boolean isMonitor = event.lock().isMonitor();
            return new Phrase((isMonitor ? "notify" : "signal") + (event.all() ? "All()" : "()"));
        }

        @Override
        public Phrase block(Event.Block event) {
            Awaited awaited = event.awaited();
            Lock lock = awaited.lock();
            if (lock == null) {
                String what = AwaitedWords.of(awaited);
                boolean isShared = awaited.kind() == Awaited.Kind.THREAD_END;
                return new Phrase("wait for " + what, isShared ? Touch.WAIT : null, isShared ? what : null);
            }
            String before =
                    switch (awaited.kind()) {
                        case NOTIFICATION -> "a notify on ";
                        case SIGNAL -> "a signal on ";
                        case INITIALISATION -> "the initialisation of ";
                        case MONITOR, SYNCHRONISER, PERMIT, SLEEP, THREAD_END, REST -> "";
                    };
            String after = shown.holder() == null ? "" : ", held by " + shown.holder();
            return on(lock, "wait for " + before, after, Touch.WAIT);
        }

        @Override
        public Phrase wakeUp(Event.WakeUp event) {
            return new Phrase("wake up without a signal (spurious)");
        }

        @Override
        public Phrase expire(Event.Expire event) {
            return new Phrase(event.isLate() ? "go on only after the time-out" : "time-out expires");
        }

        @Override
        public Phrase call(Event.Call event) {
            String call = Words.of(event.operation());
            return new Phrase("call " + call, shown.isRacing() ? Touch.WRITE : null, call);
        }

        @Override
        public Phrase thrown(Event.Throw event) {
            return new Phrase("throw an exception");
        }

        @Override
        public Phrase start(Event.Start event) {
            return new Phrase("start " + event.other());
        }

        @Override
        public Phrase join(Event.Join event) {
            return new Phrase("join " + event.other());
        }

        @Override
        public Phrase interrupt(Event.Interrupt event) {
            return new Phrase("interrupt " + event.other());
        }

        @Override
        public Phrase end(Event.End event) {
            return new Phrase("ends by " + event.thrown());
        }
    }
}
