package lockstep.grader.worker.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A seccomp program: the kernel asks it at each system call of a process and of all below it, and it refuses those that a
 * JVM never makes and that kernel bugs are often found behind. Everything else is allowed, as what a JVM needs differs
 * between versions and C libraries. Cannot tell paths and other memory that an argument points to.
 */
final class SystemCallFilter {

    /**
     * Name, number on x86-64, number on AArch64; as in the kernel's {@code arch/x86/entry/syscalls/syscall_64.tbl} and
     * {@code include/uapi/asm-generic/unistd.h}.
     */
    private static final List<String> REFUSED = """
            acct 163 89
            add_key 248 217
            adjtimex 159 171
            bpf 321 280
            chroot 161 51
            clock_adjtime 305 266
            clock_settime 227 112
            create_module 174 -
            delete_module 176 106
            fanotify_init 300 262
            finit_module 313 273
            fsconfig 431 431
            fsmount 432 432
            fsopen 430 430
            fspick 433 433
            init_module 175 105
            io_uring_enter 426 426
            io_uring_register 427 427
            io_uring_setup 425 425
            ioperm 173 -
            iopl 172 -
            kcmp 312 272
            kexec_file_load 320 294
            kexec_load 246 104
            keyctl 250 219
            lookup_dcookie 212 18
            modify_ldt 154 -
            mount 165 40
            mount_setattr 442 442
            move_mount 429 429
            name_to_handle_at 303 264
            nfsservctl 180 42
            open_by_handle_at 304 265
            open_tree 428 428
            open_tree_attr 467 467
            perf_event_open 298 241
            personality 135 92
            pidfd_getfd 438 438
            pivot_root 155 41
            process_madvise 440 440
            process_vm_readv 310 270
            process_vm_writev 311 271
            ptrace 101 117
            quotactl 179 60
            quotactl_fd 443 443
            reboot 169 142
            request_key 249 218
            setdomainname 171 162
            sethostname 170 161
            setns 308 268
            settimeofday 164 170
            swapoff 168 225
            swapon 167 224
            syslog 103 116
            umount2 166 39
            unshare 272 97
            uselib 134 -
            userfaultfd 323 282
            vhangup 153 58
            """.lines().toList();

    /** The flags of {@code clone} that make namespaces; a user namespace is where an ordinary user becomes root. */
    private static final int NEW_NAMESPACES = 0x7E02_0000;

    /** Keeps its flags in memory that a filter cannot read; the C library falls back to {@code clone}. */
    private static final int CLONE3 = 435;

    /** The first number of the x32 calling convention, under which each call has a second number. */
    private static final int X32 = 0x4000_0000;

    // Operation codes and results of linux/bpf_common.h and linux/seccomp.h, offsets of struct seccomp_data.
    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff_0000;
    private static final int NOT_PERMITTED = 0x0005_0001;
    private static final int NO_SUCH_CALL = 0x0005_0026;
    private static final int CALL = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    private final int architecture;
    private final int clone;
    private final int[] refused;

    private SystemCallFilter(int architecture, int clone, int column) {
        this.architecture = architecture;
        this.clone = clone;
        this.refused = REFUSED.stream()
                .map(line -> line.split(" ")[column])
                .filter(number -> !number.equals("-"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /**
     * Returns the one for an architecture, or nothing where the numbers of its calls are not known here.
     *
     * @param name as in the system property {@code os.arch}
     */
    static Optional<SystemCallFilter> of(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> Optional.of(new SystemCallFilter(0xC000_003E, 56, 1));
            case "aarch64" -> Optional.of(new SystemCallFilter(0xC000_00B7, 220, 2));
            default -> Optional.empty();
        };
    }

    /** Returns the program as the kernel reads it. */
    byte[] program() {
        int before = 6;
        int allow = before + refused.length;
        int cloning = allow + 1;
        int noSuchCall = allow + 4;
        int notPermitted = allow + 5;
        ByteBuffer out = ByteBuffer.allocate(8 * (notPermitted + 1)).order(ByteOrder.LITTLE_ENDIAN);
        step(out, LOAD, ARCHITECTURE);
        out.putShort((short) IF_EQUAL)
                .put((byte) 0)
                .put(distance(out, notPermitted))
                .putInt(architecture);
        step(out, LOAD, CALL);
        jump(out, IF_AT_LEAST, X32, notPermitted);
        jump(out, IF_EQUAL, CLONE3, noSuchCall);
        jump(out, IF_EQUAL, clone, cloning);
        for (int number : refused) {
            jump(out, IF_EQUAL, number, notPermitted);
        }
        step(out, RETURN, ALLOW);
        step(out, LOAD, FIRST_ARGUMENT);
        jump(out, IF_ANY_BIT, NEW_NAMESPACES, notPermitted);
        step(out, RETURN, ALLOW);
        step(out, RETURN, NO_SUCH_CALL);
        step(out, RETURN, NOT_PERMITTED);
        return out.array();
    }

    private static void step(ByteBuffer out, int code, int operand) {
        out.putShort((short) code).putShort((short) 0).putInt(operand);
    }

    private static void jump(ByteBuffer out, int code, int operand, int target) {
        out.putShort((short) code);
        out.put(distance(out, target)).put((byte) 0).putInt(operand);
    }

    /** Jumps count from the step after their own. */
    private static byte distance(ByteBuffer out, int target) {
        return (byte) (target - out.position() / 8 - 1);
    }
}
