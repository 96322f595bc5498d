package io.scapula.analyzers.session;

/** Bits of table {@code file_flags}. */
final class OpenFlags {
    static final int WRITE = 1 << 1;
    static final int TRUNCATE = 1 << 8;

    /** The recorder saw that the file was not there before. */
    static final int CREATED = 1 << 14;

    private OpenFlags() {}
}
