package lockstep.engine.weave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import lockstep.engine.LineCoverage;
import lockstep.engine.Weaving;
import lockstep.engine.control.Sites;
import lockstep.engine.control.TooLongError;
import org.jspecify.annotations.Nullable;

/** The woven classes of one submission and its scenarios, as fresh as each run needs them. */
public final class WovenClasses {

    private final ClassLoader classPath;
    private final Weaver weaver;
    private final Predicate<String> own;
    private boolean startsThreads;
    private @Nullable WovenLoader library;
    private @Nullable WovenLoader submission;

    public WovenClasses(ClassLoader classPath, Sites sites, Weaving weaving) {
        this.classPath = classPath;
        this.weaver = new Weaver(classPath, sites, weaving);
        this.own = name -> weaving.includes(name.replace('/', '.'));
    }

    /** Returns whether each run needs classes of its own, which takes many times as long as the run. */
    public boolean areMadeAnew() {
        return weaver.hasMutableStatics() || startsThreads;
    }

    /** Notes that a class initialiser starts threads: each run needs its own. */
    public void startThreads() {
        startsThreads = true;
    }

    /** Forgets all classes: a run that was given up may have left some of them half initialised for ever. */
    public void startOver() {
        library = null;
        submission = null;
    }

    /** Returns which lines of these classes have run, also of those that have not been loaded. */
    public List<LineCoverage> coverage(Collection<String> names) {
        List<LineCoverage> all = new ArrayList<>();
        for (String name : names) {
            String internal = name.replace('.', '/');
            try {
                weaver.classFile(internal);
                LineCoverage lines = weaver.lines(internal).coverage();
                if (lines != null) {
                    all.add(lines);
                }
            } catch (TooLongError e) {
                // It cannot run under control.
            }
        }
        return all;
    }

    /** Returns a loader in which no static field holds anything that an earlier run has left there. */
    public ClassLoader fresh() {
        WovenLoader lib = library;
        if (lib == null) {
            lib = new WovenLoader(classPath, weaver, Library::defines);
            library = lib;
        }
        WovenLoader own = submission;
        if (own == null || areMadeAnew()) {
            own = new WovenLoader(lib, weaver, this.own);
            submission = own;
        }
        return own;
    }
}
