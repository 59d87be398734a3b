package lockstep.grader.catalog.poolmap;

import lockstep.grader.verdict.Advice;

/** What to learn from a mistake that the evidence names. */
final class MapAdvice {

    static final Advice ONE_AT_A_TIME = new Advice(
            "get() waits for the result. Called right after submit(), it lets no second task begin before the first has"
                    + " ended.",
            "Submit all tasks first and keep their futures; how many loops does that take?",
            "P1");
    static final Advice JOINING = new Advice(
            "A worker that joins a task waits for it. If another worker has taken that task, the one that joins is idle"
                    + " until it is done, though inputs are left.",
            "Which of your tasks wait for other tasks? What if only the caller waited?",
            null);
    static final Advice LEFT_BEHIND = new Advice(
            "The threads of a pool wait for further tasks until somebody tells them that there will be none; a program with"
                    + " such threads does not end.",
            "Which method of the pool lets its threads end, and which one waits until they have?",
            "P2");
    static final Advice NOT_IN_FINALLY = new Advice(
            "An exception leaves the method at once: what stands after that line is skipped, the end of the pool too.",
            "Which construct of the language runs its block on every way out of a method?",
            "P3");
    static final Advice COMPLETION_ORDER = new Advice(
            "Tasks end in any order. A result has its place by its input, not by the time when it was ready.",
            "Keep for each input where its result will be found, in the order of the inputs, and collect in that order.",
            "P4");
    static final Advice READ_TOO_EARLY = new Advice(
            "shutdown() only says that no further tasks will come; it does not wait for those that run.",
            "What tells you that a task is done, and where does your code wait for it before it reads the result?",
            "P6");
    static final Advice WAIT_IGNORED = new Advice(
            "awaitTermination returns false when the time is over and tasks still run; no limit is long enough for every"
                    + " task.",
            "Wait for the results themselves: a Future has a method that returns exactly when its task is done.",
            "P8");
    static final Advice NO_LIMIT = new Advice(
            "The number of workers is a promise: the caller may have memory or connections for so many tasks only.",
            "Which kind of pool has a fixed number of threads, and which kinds grow?",
            "P9");
    static final Advice COMMON_POOL = new Advice(
            "The common pool belongs to the whole program; its number of threads is not the one that your caller asked for.",
            "Create a pool of this call's own with as many threads as asked for.",
            "P11");
    static final Advice SWALLOWED = new Advice(
            "A list with holes looks like a result: the caller goes on with wrong values, and nobody learns what failed.",
            "What does your code do with what a Future throws? The signature allows it to reach the caller.",
            "P12");
    static final Advice WRAPPER = new Advice(
            "The caller looks at the cause of the ExecutionException to see what went wrong in the task.",
            "Compare what Future.get() throws with what your method throws: which layer came in between, or got lost?",
            "P13");
    static final Advice WORKER_DIED = new Advice(
            "An exception that leaves a worker's run() ends the worker. Whoever waits for its further results waits forever.",
            "What happens to your worker, and to the one who waits, if the task throws? Does it also hold for an Error?",
            "P14");
    static final Advice CHUNK_OF_NONE = new Advice(
            "Integer division rounds down: with fewer inputs than workers inputs / workers is 0.",
            "Go through your code with 2 inputs and 5 workers: what is each worker's part?",
            "P17");
    static final Advice KEYED_BY_VALUE = new Advice(
            "Two inputs can be equal, and a result can be null: neither says which place in the list is meant.",
            "Address results by position, in a container that takes null.",
            "P18");
    static final Advice STARVED = new Advice(
            "A task that waits for further tasks keeps its thread. If those are queued for the same threads, nobody is left"
                    + " to run them.",
            "The pool lives for one call alone: where is yours created?",
            "P19");
    static final Advice TWICE = new Advice(
            "A task may cost much or change something; mapping an input twice does it twice.",
            "Count the places where your code applies the task, also the one for errors.",
            "P22");
    static final Advice SHARED_POOL = new Advice(
            "The pool lives for one call alone: shared threads tie calls together that know nothing of each other.",
            "Where is your pool created, and who else can reach it?",
            null);

    private MapAdvice() {}
}
