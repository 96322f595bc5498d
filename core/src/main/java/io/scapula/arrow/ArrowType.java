package io.scapula.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.List;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** What a column of an Arrow table holds. */
public enum ArrowType {
    UINT16(Type.Int, 2),
    INT32(Type.Int, 4),
    INT64(Type.Int, 8),
    FLOAT64(Type.FloatingPoint, 8),
    /** One bit a row. */
    BOOLEAN(Type.Bool, 0),
    /** Nanoseconds since the epoch, UTC. */
    TIME(Type.Timestamp, 8),
    /** Nanoseconds. */
    DURATION(Type.Duration, 8),
    /** UTF-8. */
    TEXT(Type.Utf8, 4),
    /** Any bytes. */
    BYTES(Type.Binary, 4),
    /** Lists of 64-bit numbers. */
    INT64_LIST(Type.List, 4),
    /** Any bytes, each distinct value stored once; rows hold its number. */
    SHARED_BYTES(Type.Binary, 4);

    private final byte code;
    private final int width;

    ArrowType(byte code, int width) {
        this.code = code;
        this.width = width;
    }

    /** Bytes that a row takes in the buffer of values or offsets, 0 for bits. */
    public int width() {
        return width;
    }

    /** Whether rows are numbers of entries of a dictionary. */
    public boolean isShared() {
        return this == SHARED_BYTES;
    }

    /** Whether rows are a number of bytes that differs, told by offsets into a second buffer. */
    boolean hasBytes() {
        return this == TEXT || this == BYTES;
    }

    /** How many buffers a column has: the one that tells which rows are null, and those of the values. */
    int buffers() {
        return hasBytes() ? 3 : this == INT64_LIST ? 4 : 2;
    }

    /** How many nodes a column has: one, and one for what a list holds. */
    int nodes() {
        return this == INT64_LIST ? 2 : 1;
    }

    byte code() {
        return code;
    }

    /** Appends the description of the values, without regard to a dictionary. */
    int describe(FlatBufferBuilder builder) {
        return switch (this) {
            case UINT16 -> Int.createInt(builder, 16, false);
            case INT32 -> Int.createInt(builder, 32, true);
            case INT64 -> Int.createInt(builder, 64, true);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case BOOLEAN -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
            case TIME -> Timestamp.createTimestamp(builder, TimeUnit.NANOSECOND, builder.createString("UTC"));
            case DURATION -> Duration.createDuration(builder, TimeUnit.NANOSECOND);
            case TEXT -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
            case BYTES, SHARED_BYTES -> {
                Binary.startBinary(builder);
                yield Binary.endBinary(builder);
            }
            case INT64_LIST -> {
                List.startList(builder);
                yield List.endList(builder);
            }
        };
    }
}
