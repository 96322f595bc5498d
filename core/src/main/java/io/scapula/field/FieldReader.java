package io.scapula.field;

import io.scapula.event.EventContext;
import java.util.function.IntPredicate;

/** Reads one field, with its argument already taken in, from an event. Stateless unless its field says otherwise. */
@FunctionalInterface
public interface FieldReader {
    /**
     * Reads the value.
     *
     * @param event the event and its state
     * @param value takes the value; was cleared before
     * @return false if the event has no such value, which is not the same as an empty one
     */
    boolean read(EventContext event, FieldValue value);

    /**
     * Whether an event of a type can have a value at all; others need not be asked.
     *
     * @param typeCode of the event as it is shown
     */
    default boolean canRead(int typeCode) {
        return true;
    }

    /**
     * What the value depends on if the event is of a type.
     *
     * @param typeCode of the event as it is shown
     * @param general  what the field {@linkplain Field#reads() says} of events of any type
     * @return the same, or less
     */
    default Reads reads(int typeCode, Reads general) {
        return general;
    }

    /** A reader that has values for some types of events only. */
    static FieldReader ofTypes(IntPredicate typeCodes, FieldReader reader) {
        return new FieldReader() {
            @Override
            public boolean read(EventContext event, FieldValue value) {
                return reader.read(event, value);
            }

            @Override
            public boolean canRead(int typeCode) {
                return typeCodes.test(typeCode);
            }
        };
    }
}
