package lockstep.threadedsum;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** Enums with bodies, abstract methods, constructors and interfaces, and annotations. */
enum Enums implements LongBinaryOperator {
    PLUS("+") {
        @Override
        public long applyAsLong(long a, long b) {
            return a + b;
        }

        @Override
        boolean commutes() {
            return true;
        }
    },
    MINUS("-") {
        @Override
        public long applyAsLong(long a, long b) {
            return a - b;
        }
    };

    private static final Map<String, Enums> BY_SIGN = new HashMap<>();

    static {
        for (Enums each : values()) {
            BY_SIGN.put(each.sign, each);
        }
    }

    @interface Named {
        String value() default "none";

        int[] sizes() default {1, 2};

        Class<?> type() default Object.class;

        Level level() default Level.LOW;
    }

    enum Level {
        LOW,
        HIGH;

        static final Level DEFAULT = LOW;
    }

    enum None {}

    private final String sign;

    Enums(String sign) {
        this.sign = sign;
    }

    boolean commutes() {
        return false;
    }

    @Named(value = "of", sizes = {}, type = String.class, level = Level.HIGH)
    static Enums of(String sign) {
        return BY_SIGN.getOrDefault(sign, Enums.valueOf("PLUS"));
    }

    static Set<Enums> some() {
        EnumMap<Enums, Long> counts = new EnumMap<>(Enums.class);
        counts.merge(PLUS, 1L, Long::sum);
        EnumSet<Level> levels = EnumSet.complementOf(EnumSet.of(Level.LOW));
        levels.addAll(EnumSet.allOf(Level.class));
        return counts.keySet().stream()
                .filter(each -> each != MINUS && each.compareTo(MINUS) < 0 && each.ordinal() == 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Enums.class)));
    }

    static String names() {
        return Arrays.toString(Level.class.getEnumConstants())
                + Collections.unmodifiableMap(BY_SIGN)
                + PLUS.getDeclaringClass().getSimpleName()
                + PLUS.name()
                + Enums.valueOf(Level.class, "LOW");
    }
}
