package lockstep.grader.explain;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.explain.Diagnosis;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.NamesMistake;
import org.jspecify.annotations.Nullable;

/** The mistakes that the scenarios of a check name. */
final class MistakeNames {

    private final List<NamesMistake> names = new ArrayList<>();

    /** Reads what is declared at the check's scenario, then what is declared at the class around it. */
    MistakeNames(CheckSpec.Probe scenario) {
        try {
            Class<?> type = Class.forName(scenario.className());
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(scenario.member())) {
                    add(method);
                }
            }
            add(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(scenario.className() + " is not on the class path", e);
        }
    }

    private void add(AnnotatedElement element) {
        names.addAll(Arrays.asList(element.getAnnotationsByType(NamesMistake.class)));
    }

    /** Returns the mistake's id in the catalogue, or null where nothing certain has a name. */
    @Nullable
    String of(Diagnosis diagnosis, Sites sites) {
        Site culprit = sites.at(diagnosis.culprit());
        return names.stream()
                .filter(name -> diagnosis.isCertain() && name.pattern() == diagnosis.pattern())
                .filter(name -> fits(name.in(), culprit.method())
                        && fits(name.calling(), culprit.operation().simpleOwner()))
                .map(NamesMistake::mistake)
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(String[] wanted, String actual) {
        return wanted.length == 0 || Set.of(wanted).contains(actual);
    }
}
