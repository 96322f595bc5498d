package io.scapula.filter;

import io.scapula.field.FieldReader;
import io.scapula.field.FieldType;
import io.scapula.field.Multiplicity;
import io.scapula.field.Reads;

/**
 * A field or transformer, ready to be read.
 *
 * @param text     as the filter has it, for messages
 * @param cost     roughly how long reading takes
 * @param stateful whether its value depends on when it was read before
 * @param reads    what its value depends on
 */
record CompiledOperand(
        String text,
        FieldType type,
        Multiplicity multiplicity,
        FieldReader reader,
        int cost,
        boolean stateful,
        Reads reads) {}
