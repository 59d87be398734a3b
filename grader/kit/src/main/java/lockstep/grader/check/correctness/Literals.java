package lockstep.grader.check.correctness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lockstep.grader.author.Seeds;
import lockstep.grader.probe.Monitors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The constants in the code of a submission: numbers, and durations where a number has a unit of time behind it.
 *
 * <p>Such constants seed test generation in EvoSuite and Randoop too. What a submission computes from several of them, or
 * reads from a text, is not seen.
 */
final class Literals extends ClassVisitor {

    private static final Map<String, TimeUnit> UNITS_OF_DURATION = Map.of(
            "ofNanos", TimeUnit.NANOSECONDS,
            "ofMillis", TimeUnit.MILLISECONDS,
            "ofSeconds", TimeUnit.SECONDS,
            "ofMinutes", TimeUnit.MINUTES,
            "ofHours", TimeUnit.HOURS,
            "ofDays", TimeUnit.DAYS);

    private static final String MONITORS = Type.getInternalName(Monitors.class);

    /** Longer than this is for ever. */
    private static final long LONGEST = Duration.ofDays(1).toNanos();

    private final List<Long> numbers = new ArrayList<>();
    private final List<Duration> durations = new ArrayList<>();

    private Literals() {
        super(Opcodes.ASM9);
    }

    /** Returns the constants in all class files of this folder and below. */
    static Seeds in(Path classes) throws IOException {
        Literals literals = new Literals();
        ClassFiles.show(classes, literals, ClassReader.SKIP_DEBUG);
        return new Seeds(literals.numbers, literals.durations);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new InMethod();
    }

    /** Compilers put the value of a constant wherever it is used, so its field tells nothing more. */
    private final class InMethod extends MethodVisitor {

        /** The number that is on top of the stack, if the last instruction has put it there. */
        private @Nullable Long top;

        InMethod() {
            super(Opcodes.ASM9);
        }

        private void push(long number) {
            numbers.add(number);
            top = number;
        }

        /** Takes the number on top for a duration. */
        private void measure(TimeUnit unit) {
            Long number = top;
            if (number != null && unit.toNanos(number) <= LONGEST) {
                durations.add(Duration.ofNanos(unit.toNanos(number)));
            }
            top = null;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
                push(opcode - Opcodes.ICONST_0);
            } else if (opcode != Opcodes.I2L && !moves(opcode)) {
                top = null;
            }
        }

        /** In a compiled submission, what takes a monitor's place stands between a time and the wait that it is for. */
        private boolean moves(int opcode) {
            return opcode >= Opcodes.POP && opcode <= Opcodes.SWAP;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode != Opcodes.NEWARRAY) {
                push(operand);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            top = null;
            if (value instanceof Number number) {
                push(number.longValue());
            }
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            numbers.add((long) increment);
            top = null;
        }

        @Override
        public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
            numbers.add((long) least);
            numbers.add((long) most);
            top = null;
        }

        @Override
        public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
            for (int key : keys) {
                numbers.add((long) key);
            }
            top = null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (owner.equals("java/util/concurrent/TimeUnit")) {
                measure(TimeUnit.valueOf(name));
            }
            top = null;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals("java/time/Duration") && UNITS_OF_DURATION.containsKey(name)) {
                measure(UNITS_OF_DURATION.get(name));
            } else if (descriptor.equals("(J)V")
                    && List.of("sleep", "join", "wait").contains(name)) {
                measure(TimeUnit.MILLISECONDS);
            }
            if (!owner.equals(MONITORS)) {
                top = null;
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            top = null;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            top = null;
        }
    }
}
