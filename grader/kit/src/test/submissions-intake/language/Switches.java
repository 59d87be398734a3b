package lockstep.threadedsum;

import java.util.concurrent.TimeUnit;

/** Each kind of switch over each kind of value. */
final class Switches {
    enum Light {
        RED,
        AMBER,
        GREEN
    }

    enum Step {
        UP,
        DOWN;

        long apply(long old) {
            return switch (this) {
                case UP -> old + 1;
                case DOWN -> {
                    long less = old - 1;
                    yield less;
                }
            };
        }
    }

    static int enumStatement(Light light) {
        switch (light) {
            case RED:
                return 0;
            case AMBER:
            case GREEN:
                break;
            default:
                throw new IllegalStateException();
        }
        return 1;
    }

    static String enumExpression(Light light) {
        return switch (light) {
            case RED -> "stop";
            case AMBER, GREEN -> "go";
        };
    }

    static int enumExpressionWithColons(Light light) {
        return switch (light) {
            case RED:
                yield 1;
            case AMBER:
                yield 2;
            case GREEN:
                yield 3;
        };
    }

    static long platformEnum(TimeUnit unit) {
        return switch (unit) {
            case SECONDS -> 1;
            case MINUTES -> 60;
            default -> throw new UnsupportedOperationException(unit.name());
        };
    }

    static int strings(String word) {
        switch (word) {
            case "Aa", "BB":
                return 1;
            case "other":
                return 2;
            default:
                return 3;
        }
    }

    static int stringExpression(String word) {
        return switch (word) {
            case "yes" -> 1;
            case "no" -> 0;
            default -> -1;
        };
    }

    static char characters(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u' -> 'v';
            default -> 'c';
        };
    }

    static int boxed(Integer value) {
        return switch (value) {
            case 1 -> 10;
            case 1_000_000 -> 20;
            default -> 30;
        };
    }

    static int bytesAndNesting(byte value, Light light) {
        return switch (value) {
            case 1 -> switch (light) {
                case RED -> 1;
                case AMBER -> 2;
                case GREEN -> 3;
            };
            case 2 -> {
                try {
                    yield Integer.parseInt("2");
                } catch (NumberFormatException e) {
                    yield 0;
                }
            }
            default -> throw new IllegalArgumentException("value " + value);
        };
    }

    static int inALambda(Light light) {
        java.util.function.ToIntFunction<Light> of = each -> switch (each) {
            case RED -> 0;
            case AMBER -> 1;
            case GREEN -> 2;
        };
        return of.applyAsInt(light);
    }

    private Switches() {}
}
