package lockstep.engine.jdk.woven;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Stands for the list that {@link Arrays#asList} returns: its elements are those of the array. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class ListOfArray<E> extends AbstractList<E> implements RandomAccess {

    private final E[] elements;

    private ListOfArray(E[] elements) {
        this.elements = elements;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<T> asList(T... elements) {
        return new ListOfArray<>(elements);
    }

    @Override
    public E get(int index) {
        return elements[index];
    }

    @Override
    public E set(int index, E element) {
        E before = elements[index];
        elements[index] = element;
        return before;
    }

    @Override
    public int size() {
        return elements.length;
    }
}
