package lockstep.engine.suite.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Vector;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;

/**
 * Bugs of the kinds that CalFuzzer was measured by: deadlocks of the JDK's synchronized collections and of Jigsaw, and data
 * races of the JDK's unsynchronized ones (Joshi et al., PLDI 2009; Sen, PLDI 2008).
 */
@SuppressWarnings({"JdkObsolete", "NonAtomicVolatileUpdate"}) // what they are about
final class CalFuzzer {

    private CalFuzzer() {}

    /** Two synchronized lists are added to each other. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class SynchronizedLists implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            List<Integer> a = Collections.synchronizedList(new ArrayList<>(List.of(1)));
            List<Integer> b = Collections.synchronizedList(new ArrayList<>(List.of(2)));
            actors.together(() -> a.addAll(b), () -> (right ? a : b).addAll(right ? b : a));
        }
    }

    /** Two synchronized maps are compared with each other. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class SynchronizedMaps implements Twins {
        @Override
        @SuppressWarnings("ReturnValueIgnored")
        public void play(Actors actors, boolean right) {
            Map<Integer, Integer> a = Collections.synchronizedMap(new LinkedHashMap<>(Map.of(1, 1)));
            Map<Integer, Integer> b = Collections.synchronizedMap(new LinkedHashMap<>(Map.of(1, 1)));
            actors.together(() -> a.equals(b), () -> (right ? a : b).equals(right ? b : a));
        }
    }

    /** Two vectors are added to each other. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class Vectors implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            Vector<Integer> a = new Vector<>(List.of(1));
            Vector<Integer> b = new Vector<>(List.of(2));
            actors.together(() -> a.removeAll(b), () -> (right ? a : b).removeAll(right ? b : a));
        }
    }

    /** Two hash tables are compared with each other. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class Hashtables implements Twins {
        @Override
        @SuppressWarnings("ReturnValueIgnored")
        public void play(Actors actors, boolean right) {
            Map<Integer, Integer> a = new Hashtable<>(Map.of(1, 1));
            Map<Integer, Integer> b = new Hashtable<>(Map.of(1, 1));
            actors.together(() -> a.equals(b), () -> (right ? a : b).equals(right ? b : a));
        }
    }

    /** Two string buffers, each inserted into the other within a method that locks its own. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class StringBuffers implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            StringBuffer a = new StringBuffer("a");
            StringBuffer b = new StringBuffer("b");
            actors.together(() -> join(a, b), () -> join(right ? a : b, right ? b : a));
        }

        private static void join(StringBuffer to, StringBuffer from) {
            synchronized (to) {
                to.append(from.toString());
            }
        }
    }

    /** Three locks in a ring: each two of them are taken by one thread. */
    @Bug(value = Finding.DEADLOCK, depth = 3, small = true)
    static final class RingOfThree implements Twins {
        private int count;

        @Override
        public void play(Actors actors, boolean right) {
            Object a = new Object();
            Object b = new Object();
            Object c = new Object();
            actors.together(() -> both(a, b), () -> both(b, c), () -> both(right ? a : c, right ? c : a));
            Expect.that(count == 3, "it is " + count);
        }

        private void both(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    synchronized (this) {
                        count++;
                    }
                }
            }
        }
    }

    /** Opposite orders, but all of it below a third lock; without that one it deadlocks. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class GateLock implements Twins {
        private final Object gate = new Object();
        private final Object a = new Object();
        private final Object b = new Object();
        private int count;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> guarded(a, b, gate), () -> guarded(b, a, right ? gate : new Object()));
            Expect.that(count == 2, "it is " + count);
        }

        private void guarded(Object first, Object second, Object with) {
            synchronized (with) {
                synchronized (first) {
                    synchronized (second) {
                        count++;
                    }
                }
            }
        }
    }

    /** A connection closes itself in its factory, and the factory kills its connections. After Jigsaw's SocketClientFactory. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class ClientFactory implements Twins {
        private final List<Client> clients = new ArrayList<>();

        private final class Client {
            private boolean closed;

            void close(boolean right) {
                synchronized (this) {
                    closed = true;
                    if (!right) {
                        forget(this);
                    }
                }
                if (right) {
                    forget(this);
                }
            }

            synchronized boolean isClosed() {
                return closed;
            }
        }

        @Override
        public void play(Actors actors, boolean right) {
            Client client = new Client();
            clients.add(client);
            actors.together(() -> client.close(right), this::count);
        }

        private synchronized void forget(Client client) {
            clients.remove(client);
        }

        private synchronized long count() {
            return clients.stream().filter(Client::isClosed).count();
        }
    }

    /** A logger holds its lock while it calls its appender, and an appender that fails calls the logger. After Log4j. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class Appender implements Twins {
        private final Object logger = new Object();
        private final Object appender = new Object();
        private int lines;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(this::log, () -> {
                if (right) {
                    fail();
                } else {
                    synchronized (appender) {
                        fail();
                    }
                }
            });
            Expect.that(lines == 2, lines + " lines");
        }

        private void log() {
            synchronized (logger) {
                synchronized (appender) {
                    lines++;
                }
            }
        }

        private void fail() {
            synchronized (logger) {
                lines++;
            }
        }
    }

    /** A list of the JDK, added to without a lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class RacyArrayList implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            List<Integer> list = right ? Collections.synchronizedList(new ArrayList<>()) : new ArrayList<>();
            actors.together(() -> list.add(1), () -> list.add(2));
            Expect.that(list.size() == 2, "it has " + list.size());
        }
    }

    /** A linked list of the JDK, read without a lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class RacyLinkedList implements Twins {
        private final List<Integer> list = new LinkedList<>();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        synchronized (list) {
                            list.add(1);
                        }
                    },
                    () -> {
                        synchronized (right ? list : this) {
                            Expect.that(list.size() < 2, "more than one");
                        }
                    });
        }
    }

    /** A hash map of the JDK, without a lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class RacyHashMap implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            Map<Integer, Integer> map = right ? Collections.synchronizedMap(new HashMap<>()) : new HashMap<>();
            actors.together(() -> map.put(1, 1), () -> map.put(2, 2));
            Expect.that(map.size() == 2, "it has " + map.size());
        }
    }

    /** A tree map of the JDK, without a lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class RacyTreeMap implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            Map<Integer, Integer> map = right ? Collections.synchronizedMap(new TreeMap<>()) : new TreeMap<>();
            actors.together(() -> map.put(1, 1), () -> map.get(1));
        }
    }

    /** A synchronized list, iterated without its lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class RacyIteration implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            List<Integer> list = Collections.synchronizedList(new ArrayList<>(List.of(1, 2)));
            actors.together(() -> list.add(3), () -> {
                int sum = 0;
                synchronized (right ? list : this) {
                    for (int each : list) {
                        sum += each;
                    }
                }
                Expect.that(sum == 3 || sum == 6, "the sum is " + sum);
            });
        }
    }

    /** A vector's size is asked before its element: no data race, but an exception. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class VectorSize implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            Vector<Integer> vector = new Vector<>(List.of(1, 2));
            actors.together(() -> vector.remove(0), () -> {
                synchronized (right ? vector : this) {
                    int last = vector.size() - 1;
                    vector.get(last);
                }
            });
        }
    }
}
