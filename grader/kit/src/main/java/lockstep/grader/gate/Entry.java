package lockstep.grader.gate;

import java.util.Set;

/**
 * What one line of a list says about a type.
 *
 * @param extendable whether a submission's classes may extend or implement it
 * @param kept the methods that such classes must leave as they are
 * @param allowed names, or names with parameters in parentheses; {@code *} for all; {@code new} for constructors
 * @param denied what is taken out of {@code *}
 */
record Entry(boolean extendable, Set<String> kept, Set<String> allowed, Set<String> denied) {

    Entry {
        kept = Set.copyOf(kept);
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    boolean denies(String name, String parameters) {
        return denied.contains(name) || denied.contains(name + parameters);
    }

    boolean allows(String name, String parameters) {
        return !denies(name, parameters)
                && (allowed.contains("*") || allowed.contains(name) || allowed.contains(name + parameters));
    }

    /** Two lists that name the same type allow what either of them allows. */
    Entry plus(Entry other) {
        java.util.Set<String> all = new java.util.HashSet<>(allowed);
        all.addAll(other.allowed);
        java.util.Set<String> not = new java.util.HashSet<>(denied);
        not.addAll(other.denied);
        java.util.Set<String> keep = new java.util.HashSet<>(kept);
        keep.addAll(other.kept);
        return new Entry(extendable || other.extendable, keep, all, not);
    }
}
