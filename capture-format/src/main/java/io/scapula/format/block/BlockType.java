package io.scapula.format.block;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The block types of the format. Codes of the form {@code 0x80xxABCD} are aliases from before its first release. */
public enum BlockType {
    SECTION_HEADER(Kind.SECTION, 1, 0x0A0D0D0A),
    MACHINE_INFO(Kind.MACHINE, 1, 0x201, 0x8002ABCD),
    PROCESS_LIST_V1(Kind.PROCESSES, 1, 0x202, 0x8000ABCD),
    PROCESS_LIST_V2(Kind.PROCESSES, 2, 0x207, 0x8013ABCD),
    PROCESS_LIST_V3(Kind.PROCESSES, 3, 0x209, 0x8014ABCD),
    PROCESS_LIST_V4(Kind.PROCESSES, 4, 0x210),
    PROCESS_LIST_V5(Kind.PROCESSES, 5, 0x211),
    PROCESS_LIST_V6(Kind.PROCESSES, 6, 0x212),
    PROCESS_LIST_V7(Kind.PROCESSES, 7, 0x213),
    PROCESS_LIST_V8(Kind.PROCESSES, 8, 0x214),
    PROCESS_LIST_V9(Kind.PROCESSES, 9, 0x215),
    FD_LIST_V1(Kind.DESCRIPTORS, 1, 0x203, 0x8001ABCD),
    FD_LIST_V2(Kind.DESCRIPTORS, 2, 0x218),
    INTERFACE_LIST_V1(Kind.INTERFACES, 1, 0x205, 0x8011ABCD),
    INTERFACE_LIST_V2(Kind.INTERFACES, 2, 0x219),
    USER_LIST_V1(Kind.USERS, 1, 0x206, 0x8012ABCD),
    USER_LIST_V2(Kind.USERS, 2, 0x220),
    EVENT_V1(Kind.EVENT, 1, 0x204, 0x8010ABCD),
    EVENT_V1_FLAGS(Kind.EVENT, 1, 0x208),
    EVENT_V2(Kind.EVENT, 2, 0x216),
    EVENT_V2_FLAGS(Kind.EVENT, 2, 0x217),
    EVENT_V2_LARGE(Kind.EVENT, 2, 0x221),
    EVENT_V2_LARGE_FLAGS(Kind.EVENT, 2, 0x222);

    /** What a block holds, whatever its version. */
    public enum Kind {
        SECTION,
        MACHINE,
        PROCESSES,
        DESCRIPTORS,
        INTERFACES,
        USERS,
        EVENT
    }

    private static final Map<Integer, BlockType> BY_CODE = new HashMap<>();

    static {
        for (BlockType type : values()) {
            BY_CODE.put(type.code, type);
            if (type.alias != 0) {
                BY_CODE.put(type.alias, type);
            }
        }
    }

    private final Kind kind;
    private final int version;
    private final int code;
    private final int alias;

    BlockType(Kind kind, int version, int code) {
        this(kind, version, code, 0);
    }

    BlockType(Kind kind, int version, int code, int alias) {
        this.kind = kind;
        this.version = version;
        this.code = code;
        this.alias = alias;
    }

    /** The type of a code, or {@code null} for a code this version does not know. */
    public static @Nullable BlockType find(int code) {
        return BY_CODE.get(code);
    }

    public Kind kind() {
        return kind;
    }

    public int version() {
        return version;
    }

    /** The code that current recorders write. */
    public int code() {
        return code;
    }

    /** The code of early recorders, or 0. */
    public int alias() {
        return alias;
    }
}
