package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockstep.grader.report.LabReport.Row;

/**
 * The memory of a process as the kernel lists it ({@code /proc/PID/smaps}), and what each part of it is for.
 *
 * @param regions by address, the highest first
 */
record MemoryMap(List<Region> regions) {

    private static final Pattern HEADER = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\d+\\s*(.*)");
    private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");

    /** Generations and regions of a heap are printed as {@code [0x00000000e0000000, 0x00000000e2ab0000, ...)}. */
    private static final Pattern GENERATION = Pattern.compile("\\[0x([0-9a-f]+), 0x[0-9a-f]+, 0x([0-9a-f]+)\\)");

    /** The stack pointer is the last but one of what a system call's line holds. */
    private static final Pattern STACK_POINTER = Pattern.compile("0x([0-9a-f]+) 0x[0-9a-f]+\\s*$");

    /** Names of threads that the lab has started, and of the JVM's own few. */
    private static final Pattern TOLD = Pattern.compile("main|worker-\\d+");

    /** A stretch of addresses with one purpose. */
    record Region(long from, long to, String rights, String file, long residentKib, String purpose) {

        boolean has(long address) {
            return Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0;
        }
    }

    MemoryMap {
        regions = List.copyOf(regions);
    }

    /**
     * Reads the map of a process.
     *
     * @param process its folder below {@code /proc}
     * @param heap what the JVM says of its heap
     */
    static MemoryMap read(Path process, String heap) {
        Map<String, Long> stacks = new LinkedHashMap<>();
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            for (Path thread : threads.toList()) {
                String name = String.join("", Kernel.lines(thread.resolve("comm")));
                Matcher pointer = STACK_POINTER.matcher(String.join("", Kernel.lines(thread.resolve("syscall"))));
                if (TOLD.matcher(name).matches() && pointer.find()) {
                    stacks.put(name, Long.parseUnsignedLong(pointer.group(1), 16));
                }
            }
        } catch (IOException e) {
            return new MemoryMap(List.of());
        }
        return of(Kernel.lines(process.resolve("smaps")), heap, stacks);
    }

    /** @param stacks an address in the stack of each thread, by its name */
    static MemoryMap of(List<String> smaps, String heap, Map<String, Long> stacks) {
        long heapStart = -1;
        long heapEnd = 0;
        Matcher generation = GENERATION.matcher(heap);
        while (generation.find()) {
            long from = Long.parseUnsignedLong(generation.group(1), 16);
            long to = Long.parseUnsignedLong(generation.group(2), 16);
            heapStart = heapStart == -1 || Long.compareUnsigned(from, heapStart) < 0 ? from : heapStart;
            heapEnd = Long.compareUnsigned(to, heapEnd) > 0 ? to : heapEnd;
        }
        List<Region> regions = new ArrayList<>();
        Matcher header = HEADER.matcher("");
        for (int i = 0; i < smaps.size(); i++) {
            Matcher next = HEADER.matcher(smaps.get(i));
            Matcher resident = RESIDENT.matcher(smaps.get(i));
            if (next.matches()) {
                header = next;
            } else if (resident.matches()) {
                Region bare = new Region(
                        Long.parseUnsignedLong(header.group(1), 16),
                        Long.parseUnsignedLong(header.group(2), 16),
                        header.group(3),
                        header.group(4),
                        Long.parseLong(resident.group(1)),
                        "");
                String purpose = purpose(bare, heapStart, heapEnd, stacks);
                regions.add(
                        0, new Region(bare.from(), bare.to(), bare.rights(), bare.file(), bare.residentKib(), purpose));
            }
        }
        return new MemoryMap(regions);
    }

    private static String purpose(Region region, long heapStart, long heapEnd, Map<String, Long> stacks) {
        for (Map.Entry<String, Long> stack : stacks.entrySet()) {
            if (region.has(stack.getValue())) {
                return "stack: thread " + stack.getKey();
            }
        }
        if (region.file().equals("[stack]")) {
            return "stack: who started the JVM";
        }
        if (Long.compareUnsigned(heapStart, region.from()) <= 0 && Long.compareUnsigned(region.to(), heapEnd) <= 0) {
            return "heap: objects and static fields";
        }
        if (region.file().endsWith(".jsa") || region.file().endsWith("/modules")) {
            return "classes of the JDK, from its archive";
        }
        if (region.rights().contains("x") && !region.file().startsWith("[")) {
            return region.file().startsWith("/") ? "code: the JVM and its libraries" : "code: compiled methods";
        }
        return region.file().startsWith("/")
                ? "data: the JVM and its libraries"
                : "the rest: loaded classes, other stacks, buffers";
    }

    /** Returns a row for each purpose, in the order of the highest address of each, without what is not in use. */
    List<Row> rows() {
        Map<String, Long> kib = new LinkedHashMap<>();
        regions.stream()
                .filter(region -> region.residentKib() > 0)
                .forEach(region -> kib.merge(region.purpose(), region.residentKib(), Long::sum));
        return kib.entrySet().stream()
                .map(each -> Row.of(each.getKey(), "", (double) each.getValue()))
                .toList();
    }
}
