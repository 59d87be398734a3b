package lockstep.engine.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lockstep.engine.Actors;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.jdk.woven.PerExecution;
import lockstep.engine.trace.Awaited;
import org.jspecify.annotations.Nullable;

/** The actors of one execution. */
public final class ControlledActors implements Actors {

    private final List<@Nullable Throwable> thrown = new ArrayList<>();
    private int begun;

    @Override
    public void together(Actor... actors) {
        ControlledThread me = me();
        List<ControlledThread> started = new ArrayList<>();
        int first = thrown.size();
        for (Actor actor : actors) {
            int number = thrown.size();
            thrown.add(null);
            started.add(start(me, () -> act(actor, number)));
        }
        started.forEach(actor -> await(me, actor));
        for (int i = first; i < thrown.size(); i++) {
            Throwable failure = thrown.get(i);
            if (failure != null) {
                throw Sneaky.<RuntimeException>rethrow(failure);
            }
        }
    }

    private static ControlledThread me() {
        return Objects.requireNonNull(ControlledThread.current(), "not under control");
    }

    private ControlledThread start(ControlledThread me, Runnable body) {
        Thread user = new Thread(() -> {}, me.execution.nextThreadName());
        me.execution.made(user, me);
        ControlledThread actor = me.execution.start(me, nameOf(begun++), user, body);
        actor.beginsAt(actor.id);
        return actor;
    }

    @Override
    public Thread start(Runnable body) {
        return start(me(), body).user;
    }

    private static void await(ControlledThread me, ControlledThread other) {
        Wait end = Wait.interruptibly(() -> Awaited.endOf(other.name), null, () -> other.done, Wait.NEVER, false);
        me.execution.block(me, end);
        me.execution.memory.acquire(me, other.ending, Site.OUTSIDE);
    }

    @Override
    public void await(Thread thread) {
        ControlledThread me = me();
        ControlledThread other = me.execution.of(thread);
        if (other != null) {
            await(me, other);
        }
    }

    @Override
    public void settle() {
        ControlledThread me = me();
        me.execution.settle(me);
    }

    @Override
    public List<Thread> alive() {
        ControlledThread me = me();
        return me.execution.threads().stream()
                .filter(thread -> thread != me && !thread.done)
                .map(thread -> thread.user)
                .filter(thread -> !PerExecution.isDelayer(thread))
                .toList();
    }

    @Override
    public @Nullable Line madeAt(Thread thread) {
        return me().execution.origins.of(thread);
    }

    @Override
    public @Nullable Line poolMadeAt(Thread thread) {
        return me().execution.origins.ofPool(thread);
    }

    @Override
    public List<StackTraceElement> stack(Thread thread) {
        return me().execution.threads().stream()
                .filter(each -> each.user == thread && !each.done)
                .map(each -> each.pooled)
                .filter(Objects::nonNull)
                .findFirst()
                .map(pooled -> List.of(pooled.getStackTrace()))
                .orElse(List.of());
    }

    private static String nameOf(int actor) {
        return actor < 26 ? String.valueOf((char) ('A' + actor)) : "A" + actor;
    }

    private void act(Actor actor, int number) {
        try {
            actor.act();
        } catch (ExecutionEnded ended) {
            throw ended;
        } catch (Throwable failure) {
            me().execution.escapes(failure);
            thrown.set(number, failure);
        }
    }

    @Override
    public int oneOf(int count) {
        ControlledThread me = me();
        return me.execution.choices.oneOf(me, count);
    }
}
