package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ThreadVersion;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readers of what belongs to a thread or process; without a value for events that have none. */
final class ThreadReaders {
    private ThreadReaders() {}

    /** Reads from a thread. */
    @FunctionalInterface
    interface OfThread {
        boolean read(EventContext event, ThreadVersion thread, FieldValue value);
    }

    /** Finds another thread, from the event or its thread. */
    @FunctionalInterface
    interface Relation {
        @Nullable
        ThreadVersion find(EventContext event, ThreadVersion thread);
    }

    /** What the event's thread has. */
    static FieldReader ofThread(OfThread reader) {
        return (event, value) -> {
            ThreadVersion thread = event.thread();
            return thread != null && reader.read(event, thread, value);
        };
    }

    /** What the leader of the event's process has. */
    static FieldReader ofLeader(OfThread reader) {
        return of((event, thread) -> event.leader(), reader);
    }

    /** What the process above the event's has. */
    static FieldReader ofParent(OfThread reader) {
        return of((event, thread) -> Ancestors.process(event, 1), reader);
    }

    /** What another thread has. */
    static FieldReader of(Relation relation, OfThread reader) {
        return (event, value) -> {
            ThreadVersion thread = event.thread();
            ThreadVersion other = thread == null ? null : relation.find(event, thread);
            return other != null && reader.read(event, other, value);
        };
    }

    /** A text that is put together from a version. */
    static Supplier<FieldReader> joined(Relation relation, Function<ThreadVersion, String> maker) {
        return () -> {
            VersionTexts texts = new VersionTexts(maker);
            return of(relation, (event, thread, value) -> value.add(texts.of(thread)));
        };
    }

    static final Relation SELF = (event, thread) -> thread;
    static final Relation LEADER = (event, thread) -> event.leader();
    static final Relation PARENT = (event, thread) -> Ancestors.process(event, 1);

    /** The process that many steps above. */
    static Relation ancestor(int distance) {
        return (event, thread) -> Ancestors.process(event, distance);
    }
}
