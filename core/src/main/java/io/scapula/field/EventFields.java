package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import io.scapula.format.event.SyscallTable;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** What an event is: its number, type, kind and place. */
final class EventFields {
    /** Codes of the events of system calls that have none of their own. */
    private static final int LAST_GENERIC = 1;

    /** Events that {@code syscall.type} leaves out: what the scheduler and the recorder tell. */
    private static final EventTypeSet NO_SYSCALLS = EventTraits.where(type -> type.has(EventCategory.SCHEDULER)
            || type.has(EventCategory.INTERNAL)
            || type.has(EventFlag.SKIPPARSERESET));

    private static final EventTypeSet NOTICES = EventTraits.where(type -> type.has(EventCategory.METAEVENT));
    private static final EventTypeSet ASYNCHRONOUS =
            EventTraits.where(type -> type.name().equals("asyncevent"));
    private static final EventTypeSet PROCESS_SAMPLES =
            EventTraits.where(type -> type.name().equals("procinfo"));
    private static final int ASYNCHRONOUS_NAME = 1;
    private static final String[] CATEGORIES = EventTraits.categories();
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private EventFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("evt.num", EventNumber.NUMBER);
        readers.put("evt.cpu", EventNumber.CPU);
        readers.put("evt.type", (event, value) -> value.add(event.typeName()));
        readers.put("evt.dir", (event, value) -> value.add(EventTraits.isExit(event) ? "<" : ">"));
        readers.put("syscall.type", EventFields::syscallType);
        readers.put("evt.category", new Category());
        readers.put("evt.hostname", (event, value) -> value.add(event.hostname()));
        readers.put("evt.source", (event, value) -> value.add("syscall"));
        readers.put("evt.is_async", (event, value) -> value.add(is(NOTICES, event)));
        readers.put(
                "evt.asynctype",
                (event, value) ->
                        is(ASYNCHRONOUS, event) && value.add(event.event().text(ASYNCHRONOUS_NAME)));
        readers.put(
                "evt.is_io",
                (event, value) -> value.add(is(EventTraits.READS, event) || is(EventTraits.WRITES, event)));
        readers.put("evt.is_io_read", (event, value) -> value.add(is(EventTraits.READS, event)));
        readers.put("evt.is_io_write", (event, value) -> value.add(is(EventTraits.WRITES, event)));
        readers.put("evt.io_dir", EventFields::inputOrOutput);
        readers.put("evt.is_wait", (event, value) -> value.add(is(EventTraits.WAITS, event)));
        readers.put("evt.count", (event, value) -> value.add(1));
        readers.put("evt.count.exit", (event, value) -> EventTraits.isExit(event) && value.add(1));
        readers.put("evt.count.procinfo", (event, value) -> {
            ThreadVersion thread = event.thread();
            return is(PROCESS_SAMPLES, event) && thread != null && thread.isLeader() && value.add(1);
        });
        readers.put("evt.count.threadinfo", (event, value) -> is(PROCESS_SAMPLES, event) && value.add(1));
        readers.required("evt.type.is", EventFields::isOfType);
        readers.required("evt.around", EventFields::distance);
        readers.fresh("util.cnt", () -> {
            long[] read = new long[1];
            return (event, value) -> value.add(++read[0]);
        });
    }

    private static boolean is(EventTypeSet types, EventContext event) {
        return types.contains(event.event().typeCode());
    }

    private static boolean syscallType(EventContext event, FieldValue value) {
        return !is(NO_SYSCALLS, event) && event.event().type() != null && value.add(event.typeName());
    }

    private static boolean inputOrOutput(EventContext event, FieldValue value) {
        if (is(EventTraits.READS, event)) {
            return value.add("read");
        }
        return is(EventTraits.WRITES, event) && value.add("write");
    }

    /** Told by the kind of event, or by the descriptor that it is about. */
    private static final class Category implements FieldReader {
        @Override
        public boolean read(EventContext event, FieldValue value) {
            int code = event.event().typeCode();
            if (code <= LAST_GENERIC) {
                return value.add(EventCategories.nameOfSyscall(event.typeName()));
            }
            String category = ofType(code);
            return value.add(category == null ? EventCategories.nameOf(event.fd()) : category);
        }

        @Override
        public Reads reads(int typeCode, Reads general) {
            return typeCode > LAST_GENERIC && ofType(typeCode) == null ? Reads.DESCRIPTOR : Reads.KIND;
        }

        private static @Nullable String ofType(int code) {
            return code < CATEGORIES.length ? CATEGORIES[code] : "unknown";
        }
    }

    private static FieldReader isOfType(String argument) throws FieldException {
        if (FieldArguments.isIndex(argument)) {
            long code = FieldArguments.number("evt.type.is", argument);
            if (code >= EventTable.current().size()) {
                throw new FieldException("there is no event with the number " + argument);
            }
            return (event, value) -> value.add(event.event().typeCode() == code);
        }
        boolean known =
                EventTable.current().all().stream().anyMatch(type -> type.name().equals(argument))
                        || SyscallTable.current().all().stream()
                                .anyMatch(call -> call.name().equals(argument));
        if (!known) {
            throw new FieldException("there is no event of the type " + argument);
        }
        return (event, value) -> value.add(event.typeName().equals(argument));
    }

    /** Milliseconds between the event and a time, begun ones counted whole: at most N means no more than N apart. */
    private static FieldReader distance(String argument) throws FieldException {
        long centre = FieldArguments.number("evt.around", argument);
        return (event, value) -> {
            long distance = Math.abs(event.event().timestampNanos() - centre);
            return value.add((distance + NANOS_A_MILLISECOND - 1) / NANOS_A_MILLISECOND);
        };
    }
}
