package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ThreadFlags;
import io.scapula.state.ThreadResources;
import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/** What a process uses: descriptors, memory, threads, control groups. */
final class ResourceFields {
    private static final long BYTES_A_KILOBYTE = 1024;

    private ResourceFields() {}

    static void addTo(ReaderTable readers) {
        readers.put(
                "proc.fdopencount",
                ThreadReaders.ofThread(
                        (event, thread, value) -> value.add((long) event.state().openFds(thread))));
        readers.put("proc.fdlimit", ThreadReaders.ofLeader((event, leader, value) -> value.add(leader.fdLimit())));
        readers.put("proc.fdusage", ThreadReaders.ofLeader((event, leader, value) -> {
            long limit = leader.fdLimit();
            return value.add(limit <= 0 ? 0.0 : event.state().openFds(leader) * 100.0 / limit);
        }));
        readers.put("proc.vmsize", ofThread(ThreadResources::vmsizeKb));
        readers.put("proc.vmrss", ofThread(ThreadResources::vmrssKb));
        readers.put("proc.vmswap", ofThread(ThreadResources::vmswapKb));
        readers.put("thread.pfmajor", ofThread(ThreadResources::majorFaults));
        readers.put("thread.pfminor", ofThread(ThreadResources::minorFaults));
        readers.put("thread.vmsize", ofProcess(ThreadResources::vmsizeKb, 1));
        readers.put("thread.vmrss", ofProcess(ThreadResources::vmrssKb, 1));
        readers.put("thread.vmsize.b", ofProcess(ThreadResources::vmsizeKb, BYTES_A_KILOBYTE));
        readers.put("thread.vmrss.b", ofProcess(ThreadResources::vmrssKb, BYTES_A_KILOBYTE));
        readers.put(
                "proc.nthreads",
                ThreadReaders.ofThread((event, thread, value) -> value.add(livingThreads(event, thread))));
        readers.put("proc.nchilds", ThreadReaders.ofThread(ResourceFields::otherThreads));
        readers.fresh("thread.cgroups", ResourceFields::cgroups);
        readers.required("thread.cgroup", ResourceFields::cgroup);
    }

    private static FieldReader ofThread(ToLongFunction<ThreadResources> figure) {
        return ThreadReaders.ofThread((event, thread, value) ->
                value.add(figure.applyAsLong(event.state().resources(thread))));
    }

    /** Threads share their memory, so it counts once: with the leader. */
    private static FieldReader ofProcess(ToLongFunction<ThreadResources> figure, long factor) {
        return ThreadReaders.ofThread((event, thread, value) ->
                value.add(thread.isLeader() ? figure.applyAsLong(event.state().resources(thread)) * factor : 0));
    }

    /** In captures of old recorders a thread that exits counts to the end of its last event, as in sysdig 0.29.3. */
    private static long livingThreads(EventContext event, ThreadVersion thread) {
        boolean exits = !event.isFromCurrentRecorder() && event.typeName().equals("procexit");
        return event.state().livingThreads(thread) + (exits ? 1L : 0L);
    }

    /** In captures of old recorders only the leader has any, as in sysdig 0.29.3. */
    private static boolean otherThreads(EventContext event, ThreadVersion thread, FieldValue value) {
        if (!event.isFromCurrentRecorder() && !thread.isLeader()) {
            return value.add(0);
        }
        ThreadVersion leader = event.leader();
        int alive = event.state().livingThreads(thread);
        boolean leaderAlive = leader != null && !leader.has(ThreadFlags.CLOSED);
        return value.add((long) Math.max(0, leaderAlive ? alive - 1 : alive));
    }

    private static FieldReader cgroups() {
        VersionTexts texts = new VersionTexts(thread -> {
            StringJoiner text = new StringJoiner(" ");
            for (String cgroup : thread.cgroups()) {
                int equals = cgroup.indexOf('=');
                text.add(equals < 0 ? cgroup : subsystem(cgroup, equals) + cgroup.substring(equals));
            }
            return text.toString();
        });
        return ThreadReaders.ofThread(
                (event, thread, value) -> !thread.cgroups().isEmpty() && value.add(texts.of(thread)));
    }

    private static FieldReader cgroup(String subsystem) throws FieldException {
        boolean isName = subsystem.chars().allMatch(unit -> Character.isLetter(unit) || unit == '_');
        if (!isName || subsystem.isEmpty()) {
            throw new FieldException(
                    "thread.cgroup takes the name of a cgroup subsystem, such as thread.cgroup.cpu; not '" + subsystem
                            + "'");
        }
        VersionTexts paths = new VersionTexts(thread -> path(thread.cgroups(), subsystem));
        return ThreadReaders.ofThread((event, thread, value) -> {
            String path = paths.of(thread);
            return !path.isEmpty() && value.add(path);
        });
    }

    private static String path(List<String> cgroups, String subsystem) {
        for (String cgroup : cgroups) {
            int equals = cgroup.indexOf('=');
            if (equals > 0 && subsystem(cgroup, equals).equals(subsystem)) {
                return cgroup.substring(equals + 1);
            }
        }
        return "";
    }

    /** The name that people know, for the one that recorders took from the kernel's sources. */
    private static String subsystem(String cgroup, int end) {
        String recorded = cgroup.substring(0, end).replace("_cgroup", "");
        return switch (recorded) {
            case "perf" -> "perf_event";
            case "mem" -> "memory";
            case "io" -> "blkio";
            default -> recorded;
        };
    }
}
