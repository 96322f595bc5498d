package io.scapula.format.event;

import java.util.List;

/** A decoded event parameter. */
public sealed interface ParameterValue {
    /** The recorder gave no value: the parameter is missing, has length 0, or holds the text {@code (NULL)}. */
    record Absent() implements ParameterValue {}

    /**
     * An integer.
     *
     * @param value    sign-extended or zero-extended to 64 bits
     * @param isSigned whether {@code value} is to be read as signed; an unsigned 64-bit value may look negative
     */
    record Number(long value, boolean isSigned) implements ParameterValue {
        @Override
        public String toString() {
            return isSigned ? Long.toString(value) : Long.toUnsignedString(value);
        }
    }

    /** A floating-point number. */
    record Decimal(double value) implements ParameterValue {}

    /** A text or path, without its NUL; see {@link io.scapula.format.CaptureText} for bytes that are no UTF-8. */
    record Text(String value) implements ParameterValue {}

    /** NUL-separated texts. */
    record TextList(List<String> values) implements ParameterValue {
        public TextList {
            values = List.copyOf(values);
        }
    }

    /** Raw data, perhaps cut to the snaplen. */
    record Bytes(byte[] value) implements ParameterValue {}

    /** An address without a port. */
    record Address(IpAddress value) implements ParameterValue {}

    /** One end of a socket. */
    record Socket(SocketAddress value) implements ParameterValue {}

    /** Both ends of a socket. */
    record Tuple(SocketTuple value) implements ParameterValue {}

    /** Descriptors with their poll events, table {@code poll_flags}. */
    record PollList(List<Polled> entries) implements ParameterValue {
        /** One descriptor and the events asked for or returned. */
        public record Polled(long fd, int events) {}

        public PollList {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A value whose type its first byte chose.
     *
     * @param variant index into {@link ParameterSpec#variants()}
     * @param value   the value, decoded as that type
     */
    record Dynamic(int variant, ParameterValue value) implements ParameterValue {}

    /** Bytes that do not fit their type, or of a parameter this version does not know. */
    record Raw(byte[] value) implements ParameterValue {}
}
