package lockstep.engine.jdk;

/** Stands for what the JDK's collections ask when their arrays have to grow. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class ArraysSupport {

    public static final int SOFT_MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private ArraysSupport() {}

    public static int newLength(int oldLength, int minGrowth, int prefGrowth) {
        int preferred = oldLength + Math.max(minGrowth, prefGrowth);
        if (0 < preferred && preferred <= SOFT_MAX_ARRAY_LENGTH) {
            return preferred;
        }
        int least = oldLength + minGrowth;
        if (least < 0) {
            throw new OutOfMemoryError("Required length exceeds implementation limit");
        }
        return Math.max(least, SOFT_MAX_ARRAY_LENGTH);
    }

    public static <T> T[] reverse(T[] array) {
        for (int i = 0, j = array.length - 1; i < j; i++, j--) {
            T element = array[i];
            array[i] = array[j];
            array[j] = element;
        }
        return array;
    }
}
