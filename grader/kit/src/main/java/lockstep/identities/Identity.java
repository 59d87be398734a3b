package lockstep.identities;

/**
 * Who ran a task. Read-only: part of the kit.
 *
 * @param process the process's id, as {@code ProcessHandle.current().pid()} tells it there
 * @param thread the thread's id, as {@code Thread.currentThread().getId()} tells it there
 */
public record Identity(long process, long thread) {}
