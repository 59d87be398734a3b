package lockstep.grader.worker.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into bytes and back by their declared types: strings, numbers, bytes, enums, lists, maps, nested
 * records, and sealed interfaces by the position of the case. The bytes name no class, so nothing but what the declared
 * types allow can come out. A lean format rather than JSON: loading a JSON library would double a worker's cold start.
 */
public final class RecordCodec {

    /** A submission may put any amount of text into an exception's message. */
    private static final int MAX_STRING = 20_000;

    private RecordCodec() {}

    /** Returns the bytes of a record; overlong strings are cut. */
    public static byte[] encode(Class<?> declared, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(declared, value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote for the same declared type.
     *
     * @throws IOException if these are not the bytes of such a record
     */
    public static <T> T decode(Class<T> declared, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        T value = declared.cast(read(declared, in));
        if (value == null || in.available() > 0) {
            throw new StreamCorruptedException("one " + declared.getSimpleName() + " expected");
        }
        return value;
    }

    private static void write(Type declared, @Nullable Object value, DataOutputStream out) throws IOException {
        Class<?> type = raw(declared);
        if (!type.isPrimitive()) {
            out.writeBoolean(value != null);
        }
        if (value == null) {
            return;
        }
        if (value instanceof String text) {
            byte[] utf8 = (text.length() > MAX_STRING ? text.substring(0, MAX_STRING) + "..." : text)
                    .getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        } else if (value instanceof byte[] content) {
            out.writeInt(content.length);
            out.write(content);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof Enum<?> constant) {
            out.writeByte(constant.ordinal());
        } else if (value instanceof List<?> list) {
            out.writeInt(list.size());
            for (Object element : list) {
                write(argument(declared, 0), element, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(argument(declared, 0), entry.getKey(), out);
                write(argument(declared, 1), entry.getValue(), out);
            }
        } else if (type.isSealed()) {
            Class<?>[] cases = type.getPermittedSubclasses();
            int position = List.of(cases).indexOf(value.getClass());
            out.writeByte(position);
            write(cases[position], value, out);
        } else if (value instanceof Record) {
            for (RecordComponent component : type.getRecordComponents()) {
                write(component.getGenericType(), get(component, value), out);
            }
        } else {
            throw new IllegalArgumentException("cannot write a " + type.getName());
        }
    }

    private static @Nullable Object read(Type declared, DataInputStream in) throws IOException {
        Class<?> type = raw(declared);
        if (!type.isPrimitive() && !in.readBoolean()) {
            return null;
        }
        if (type == String.class) {
            byte[] utf8 = new byte[size(in)];
            in.readFully(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        } else if (type == byte[].class) {
            byte[] content = new byte[size(in)];
            in.readFully(content);
            return content;
        } else if (type == boolean.class || type == Boolean.class) {
            return in.readBoolean();
        } else if (type == int.class || type == Integer.class) {
            return in.readInt();
        } else if (type == long.class || type == Long.class) {
            return in.readLong();
        } else if (type == double.class || type == Double.class) {
            return in.readDouble();
        } else if (type.isEnum()) {
            return pick(type.getEnumConstants(), in.readByte());
        } else if (type == List.class) {
            int size = size(in);
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(read(argument(declared, 0), in));
            }
            return list;
        } else if (type == Map.class) {
            int size = size(in);
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(read(argument(declared, 0), in), read(argument(declared, 1), in));
            }
            return map;
        } else if (type.isSealed()) {
            return read(pick(type.getPermittedSubclasses(), in.readByte()), in);
        } else if (type.isRecord()) {
            return readRecord(type, in);
        }
        throw new IllegalArgumentException("cannot read a " + type.getName());
    }

    private static Object readRecord(Class<?> type, DataInputStream in) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = read(components[i].getGenericType(), in);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IOException("not a valid " + type.getSimpleName() + ": " + e.getCause(), e);
        }
    }

    private static @Nullable Object get(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T pick(T[] choices, int position) throws IOException {
        if (position < 0 || position >= choices.length) {
            throw new StreamCorruptedException("a position below " + choices.length + " expected, found " + position);
        }
        return choices[position];
    }

    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
            throw new StreamCorruptedException("a size up to " + in.available() + " expected, found " + size);
        }
        return size;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        throw new IllegalArgumentException("no codec for " + type);
    }

    private static Type argument(Type declared, int index) {
        return ((ParameterizedType) declared).getActualTypeArguments()[index];
    }
}
