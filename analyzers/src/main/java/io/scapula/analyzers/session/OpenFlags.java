package io.scapula.analyzers.session;

/** Bits of table {@code file_flags}. */
final class OpenFlags {
    static final int WRITE = 1 << 1;
    static final int CREATE = 1 << 2;
    static final int TRUNCATE = 1 << 8;

    private OpenFlags() {}
}
