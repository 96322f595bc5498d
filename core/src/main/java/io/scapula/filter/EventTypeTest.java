package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldValue;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.SyscallTable;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@code evt.type}. Nearly every event code has one name only, so the outcome is known beforehand; the name is
 * asked for with the others: codes that stand for any system call or notice, and unknown ones.
 */
final class EventTypeTest implements EventTest {
    private static final byte NO = 0;
    private static final byte YES = 1;
    private static final byte ASK = 2;
    /** How {@link io.scapula.format.EventNames} calls what has no name. */
    private static final String UNKNOWN = "<unknown>";

    /** Every name that an event can have. */
    static final Set<String> KNOWN_NAMES = knownNames();

    private final ValueTest test;
    private final FieldValue value = new FieldValue();
    private final byte[] outcomes;

    EventTypeTest(ValueTest test) {
        this.test = test;
        EventTable table = EventTable.current();
        outcomes = new byte[table.size()];
        boolean anySyscall = anySyscall();
        for (EventType type : table.all()) {
            outcomes[type.code()] = switch (type.name()) {
                case "syscall" -> anySyscall ? ASK : NO;
                case "asyncevent" -> ASK;
                default -> matches(type.name()) ? YES : NO;
            };
        }
    }

    private boolean anySyscall() {
        for (SyscallTable.Syscall syscall : SyscallTable.current().all()) {
            if (matches(syscall.name())) {
                return true;
            }
        }
        return matches("syscall") || matches(UNKNOWN);
    }

    private boolean matches(String name) {
        value.clear();
        value.add(name);
        return test.matches(value, 0);
    }

    @Override
    public boolean matches(EventContext event) {
        int code = event.event().typeCode();
        byte outcome = code >= 0 && code < outcomes.length ? outcomes[code] : ASK;
        return outcome == ASK ? matches(event.typeName()) : outcome == YES;
    }

    /** The codes it can be true for; {@code null} if unknown codes are among them. */
    @Nullable
    BitSet candidates() {
        if (matches(UNKNOWN)) {
            return null;
        }
        BitSet codes = new BitSet(outcomes.length);
        for (int code = 0; code < outcomes.length; code++) {
            codes.set(code, outcomes[code] != NO);
        }
        return codes;
    }

    private static Set<String> knownNames() {
        Set<String> names = new HashSet<>();
        EventTable.current().all().forEach(type -> names.add(type.name()));
        for (SyscallTable.Syscall syscall : SyscallTable.current().all()) {
            if (syscall.kind() != SyscallTable.Kind.NONE) {
                names.add(syscall.name());
            }
        }
        return Set.copyOf(names);
    }
}
