package lockstep.grader.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class KitVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Lockstep " + Kit.version(), "Java " + Runtime.version()};
    }
}
