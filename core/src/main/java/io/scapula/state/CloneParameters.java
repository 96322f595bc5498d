package io.scapula.state;

/** Positions of the parameters that clone, clone3, fork, vfork and execve exits have in common, current schema. */
final class CloneParameters {
    static final int RESULT = 0;
    static final int EXE = 1;
    static final int ARGS = 2;
    static final int PID = 4;
    static final int PTID = 5;
    static final int FD_LIMIT = 7;
    static final int MAJOR_FAULTS = 8;
    static final int MINOR_FAULTS = 9;
    static final int VM_SIZE = 10;
    static final int VM_RSS = 11;
    static final int VM_SWAP = 12;
    static final int COMM = 13;
    static final int CGROUPS = 14;
    static final int FLAGS = 15;
    static final int UID = 16;
    static final int GID = 17;
    static final int VTID = 18;
    static final int VPID = 19;
    static final int PIDNS_START = 20;

    private CloneParameters() {}
}
