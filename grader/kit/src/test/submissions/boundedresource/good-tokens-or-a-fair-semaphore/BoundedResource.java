package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {
    private final BlockingQueue<Object> tokens = new LinkedBlockingQueue<>();
    private final Semaphore inOrder;

    public BoundedResource(int places, boolean fair) {
        inOrder = new Semaphore(fair ? places : Integer.MAX_VALUE, true);
        for (int i = 0; i < places; i++) {
            tokens.add(i);
        }
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        inOrder.acquire();
        try {
            Object token = tokens.take();
            try {
                return action.get();
            } finally {
                tokens.add(token);
            }
        } finally {
            inOrder.release();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!inOrder.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            Object token = tokens.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (token == null) {
                return false;
            }
            try {
                action.run();
                return true;
            } finally {
                tokens.add(token);
            }
        } finally {
            inOrder.release();
        }
    }

    public int free() {
        return tokens.size();
    }
}
