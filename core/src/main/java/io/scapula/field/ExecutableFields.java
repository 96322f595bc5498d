package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.KernelNames;
import io.scapula.state.ThreadVersion;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Facts of the executable and the process's rights, and when the process started. */
final class ExecutableFields {
    private ExecutableFields() {}

    static void addTo(ReaderTable readers) {
        readers.put(
                "proc.is_exe_writable",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exeWritable())));
        readers.put(
                "proc.is_exe_upper_layer",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exeUpperLayer())));
        readers.put(
                "proc.is_exe_lower_layer",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exeLowerLayer())));
        readers.put(
                "proc.is_exe_from_memfd",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exeFromMemfd())));
        readers.put("proc.exe_ino", recorded(ThreadVersion::exeInode));
        readers.put("proc.exe_ino.ctime", recorded(ThreadVersion::exeInodeCtimeNanos));
        readers.put("proc.exe_ino.mtime", recorded(ThreadVersion::exeInodeMtimeNanos));
        readers.put("proc.exe_ino.ctime_duration_proc_start", recorded(ExecutableFields::fromChangeToStart));
        readers.put("proc.exe_ino.ctime_duration_pidns_start", recorded(ExecutableFields::fromNamespaceToChange));
        readers.put(
                "proc.pidns_init_start_ts",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.pidNamespaceStartNanos())));
        readers.put("proc.duration", ThreadReaders.ofThread(ExecutableFields::age));
        readers.put("proc.ppid.duration", ThreadReaders.ofParent(ExecutableFields::age));
        readers.put("proc.pid.ts", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.cloneNanos())));
        readers.put("proc.ppid.ts", ThreadReaders.ofParent((event, parent, value) -> value.add(parent.cloneNanos())));
        readers.fresh("thread.cap_permitted", capabilities(ThreadVersion::capPermitted));
        readers.fresh("thread.cap_effective", capabilities(ThreadVersion::capEffective));
        readers.fresh("thread.cap_inheritable", capabilities(ThreadVersion::capInheritable));
    }

    /** A number that is 0 if it was not recorded. */
    private static FieldReader recorded(ToLongFunction<ThreadVersion> number) {
        return ThreadReaders.ofThread((event, thread, value) -> {
            long recorded = number.applyAsLong(thread);
            return recorded != 0 && value.add(recorded);
        });
    }

    private static long fromChangeToStart(ThreadVersion thread) {
        boolean bothKnown = thread.cloneNanos() != 0 && thread.exeInodeCtimeNanos() != 0;
        return bothKnown ? thread.cloneNanos() - thread.exeInodeCtimeNanos() : 0;
    }

    private static long fromNamespaceToChange(ThreadVersion thread) {
        boolean bothKnown = thread.pidNamespaceStartNanos() != 0 && thread.exeInodeCtimeNanos() != 0;
        return bothKnown ? Math.max(0, thread.exeInodeCtimeNanos() - thread.pidNamespaceStartNanos()) : 0;
    }

    private static boolean age(EventContext event, ThreadVersion thread, FieldValue value) {
        return thread.cloneNanos() != 0 && value.add(event.event().timestampNanos() - thread.cloneNanos());
    }

    private static Supplier<FieldReader> capabilities(ToLongFunction<ThreadVersion> set) {
        return ThreadReaders.joined(
                ThreadReaders.SELF,
                thread -> String.join(" ", KernelNames.current().capabilities(set.applyAsLong(thread))));
    }
}
