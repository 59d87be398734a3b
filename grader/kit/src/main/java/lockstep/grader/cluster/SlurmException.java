package lockstep.grader.cluster;

/** Slurm did not do what it was asked for; the message says which command said what. */
public final class SlurmException extends Exception {
    private static final long serialVersionUID = 1;

    SlurmException(String message) {
        super(message);
    }
}
