package io.scapula.state;

/** Positions of the parameters of execve and execveat exits beyond the {@link CloneParameters}, current schema. */
final class ExecveParameters {
    static final int ENV = 15;
    static final int TTY = 16;
    static final int VPGID = 17;
    static final int LOGIN_UID = 18;
    static final int EXE_FLAGS = 19;
    static final int CAP_INHERITABLE = 20;
    static final int CAP_PERMITTED = 21;
    static final int CAP_EFFECTIVE = 22;
    static final int EXE_INODE = 23;
    static final int EXE_CTIME = 24;
    static final int EXE_MTIME = 25;
    static final int UID = 26;
    static final int TRUSTED_PATH = 27;
    static final int PGID = 28;
    static final int GID = 29;
    /** Of execve only. */
    static final int FILENAME = 30;

    static final int EXE_WRITABLE = 1;
    static final int EXE_UPPER_LAYER = 1 << 1;
    static final int EXE_FROM_MEMFD = 1 << 2;
    static final int EXE_LOWER_LAYER = 1 << 3;

    private ExecveParameters() {}
}
