package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.FlagTables;
import io.scapula.format.event.OldSchemaRule;
import io.scapula.format.event.ParameterType;
import java.util.Arrays;
import java.util.List;

/** Makes events as {@link OldSchemaRule}s say, one after the other, from a recorded one each. */
final class OldSchemaDraft {
    private static final EventTable TABLE = EventTable.current();
    private static final int MOST_PARAMETER_BYTES = 0xFFFF;
    private static final int DESCRIPTOR_BYTES = Long.BYTES;
    private static final int DESCRIPTOR_ENTRY_BYTES = DESCRIPTOR_BYTES + Short.BYTES;
    private static final int BPF_MAP_CREATE = 0;
    private static final int BPF_PROG_LOAD = 5;

    /** Flags of an open that recorders add when it returns. */
    private static final long OUTCOMES =
            FlagTables.current().get("file_flags").bits("O_F_CREATED", "FD_UPPER_LAYER", "FD_LOWER_LAYER");

    private final EventDraft draft = new EventDraft();

    /** What was made of the event that was begun last. */
    EventDraft made() {
        return draft;
    }

    /** Starts an event with the header of the recorded one and another code, without comments. */
    void begin(EventView recorded, int code) {
        draft.copyHeader(recorded);
        draft.setTypeCode(code);
    }

    /** Appends what the sources tell of the recorded event. */
    void append(EventView recorded, List<OldSchemaRule.Source> sources) {
        for (int index = 0; index < sources.size(); index++) {
            append(recorded, sources.get(index));
        }
    }

    private void append(EventView recorded, OldSchemaRule.Source source) {
        switch (source.kind()) {
            case RECORDED -> append(recorded, source.index());
            case NUMBER -> appendNumber(source.index());
            case PROGRAM -> append(recorded, recorded.has(source.index()) ? source.index() : source.other(0));
            case ASKED -> appendNumber(recorded.integer(source.index(), 0) & ~OUTCOMES);
            case DESCRIPTORS -> {
                append(recorded, source.index());
                clearEvents();
            }
            case START -> {
                long end = recorded.integer(source.index(), 0);
                long moved = Math.max(recorded.integer(source.other(0), 0), 0);
                appendNumber(end == 0 ? 0 : end - moved);
            }
            case BPF -> appendBpfResult(recorded.integer(source.index(), -1), recorded.integer(source.other(0), -1));
        }
    }

    /** Appends a parameter of the recorded event, in the width that the next parameter has; absent if it is absent. */
    void append(EventView recorded, int index) {
        int length = recorded.parameterLength(index);
        int width = nextWidth();
        ParameterType type = nextType();
        if (length != 0 && width != 0 && (width != length || type == ParameterType.SYSCALLID)) {
            appendNumber(recorded.rawInteger(index, TABLE.isSigned(recorded.typeCode(), index)));
            return;
        }
        draft.add(recorded, index);
        if (type.isText() && length > 0 && !recorded.endsWithNul(index)) {
            terminate();
        }
    }

    /** Appends a number in the width that the next parameter has. */
    private void appendNumber(long number) {
        boolean isUnknownCall =
                nextType() == ParameterType.SYSCALLID && (number < 0 || number > OldSchemaRule.LAST_SYSCALL);
        draft.addInteger(isUnknownCall ? OldSchemaRule.UNKNOWN_SYSCALL : number, nextWidth());
    }

    /** Changes a parameter that is a number, in the width that it has. */
    void setInteger(int index, long number) {
        for (int position = 0; position < draft.length(index); position++) {
            draft.array()[draft.start(index) + position] = (byte) (number >>> 8 * position);
        }
    }

    /** Events of a list that came back are those that came; which ones were waited for was not recorded. */
    private void clearEvents() {
        int list = draft.parameterCount() - 1;
        int end = draft.length(list);
        for (int entry = Short.BYTES; entry + DESCRIPTOR_ENTRY_BYTES <= end; entry += DESCRIPTOR_ENTRY_BYTES) {
            int events = draft.start(list) + entry + DESCRIPTOR_BYTES;
            Arrays.fill(draft.array(), events, events + Short.BYTES, (byte) 0);
        }
    }

    /** Commands that make something return its descriptor, which is variant 0; all others a result, variant 1. */
    private void appendBpfResult(long result, long command) {
        byte[] value = new byte[1 + Long.BYTES];
        value[0] = (byte) (command == BPF_MAP_CREATE || command == BPF_PROG_LOAD ? 0 : 1);
        for (int index = 0; index < Long.BYTES; index++) {
            value[1 + index] = (byte) (result >>> 8 * index);
        }
        draft.add(value);
    }

    /** A text must end with NUL, whatever a broken recorder wrote. */
    private void terminate() {
        int last = draft.parameterCount() - 1;
        int length = draft.length(last);
        if (length == MOST_PARAMETER_BYTES) {
            draft.array()[draft.start(last) + length - 1] = 0;
        } else {
            int start = draft.start(last);
            draft.set(last, Arrays.copyOfRange(draft.array(), start, start + length + 1));
            draft.array()[start + length] = 0;
        }
    }

    private int nextWidth() {
        return TABLE.width(draft.typeCode(), draft.parameterCount());
    }

    private ParameterType nextType() {
        return TABLE.parameterType(draft.typeCode(), draft.parameterCount());
    }
}
