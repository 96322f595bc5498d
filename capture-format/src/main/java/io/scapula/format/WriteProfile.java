package io.scapula.format;

import org.jspecify.annotations.Nullable;

/** For which readers a capture is written. */
public enum WriteProfile {
    /** Today's recorders and readers; keeps everything that this version knows. */
    CURRENT("current"),
    /**
     * Files that sysdig 0.29.3 opens: no options in section headers, no descriptor kinds and event codes that it does not
     * know, process entries as long as it expects them, and a value wherever it reads one.
     */
    SYSDIG_0_29_3("sysdig-0.29.3");

    /** sysdig 0.29.3 knows the codes below. */
    private static final int CODES_IN_0_29_3 = 336;

    /** Login user id and writable executable: what sysdig 0.29.3 itself writes. */
    private static final int OWN_PROCESS_TAIL = 5;
    /** The same and capabilities; what is longer begins with other fields, and it takes them for these. */
    private static final int LONGEST_OLD_TAIL = 29;

    private static final int FULL_PROCESS_TAIL = 76;
    private static final int LAST_DESCRIPTOR_KIND_IN_0_29_3 = 16;
    private static final int UNSUPPORTED_DESCRIPTOR = 10;

    private final String label;

    WriteProfile(String label) {
        this.label = label;
    }

    /** The profile with this name, or {@code null}. */
    public static @Nullable WriteProfile named(String name) {
        for (WriteProfile profile : values()) {
            if (profile.label.equals(name)) {
                return profile;
            }
        }
        return null;
    }

    /**
     * Bytes of the tail of a process entry. It stays as long as it was: its length tells the recorder's age.
     *
     * @param recorded how long it was
     */
    public int processTailBytes(int recorded) {
        return switch (this) {
            case CURRENT -> Math.min(recorded, FULL_PROCESS_TAIL);
            case SYSDIG_0_29_3 ->
                recorded == 0 ? 0 : recorded <= OWN_PROCESS_TAIL ? OWN_PROCESS_TAIL : LONGEST_OLD_TAIL;
        };
    }

    /** Whether section headers may have options; sysdig 0.29.3 does not open a capture that has. */
    public boolean hasSectionOptions() {
        return this == CURRENT;
    }

    /** The kind that a descriptor is written as, table {@code fd_types}; unknown ones make sysdig 0.29.3 give up. */
    public int descriptorType(int typeCode) {
        return switch (this) {
            case CURRENT -> typeCode;
            case SYSDIG_0_29_3 ->
                typeCode < 1 || typeCode > LAST_DESCRIPTOR_KIND_IN_0_29_3 ? UNSUPPORTED_DESCRIPTOR : typeCode;
        };
    }

    /** Whether events of the code are written; sysdig 0.29.3 drops those it does not know without a word. */
    public boolean hasEventCode(int code) {
        return this == CURRENT || code < CODES_IN_0_29_3;
    }

    /** Whether a parameter of fixed width and a text need bytes even where they are absent. */
    public boolean fillsAbsentParameters() {
        return this == SYSDIG_0_29_3;
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return label;
    }
}
