package lockstep.engine.search;

/** A random walk: each of those who can go on is as likely as the others. */
final class RandomWalk extends RandomOrder {

    RandomWalk(long seed) {
        super(seed);
    }

    @Override
    int draw(int[] threads) {
        return random.nextInt(threads.length);
    }
}
