package io.scapula.merge;

import io.scapula.format.EventDraft;

/**
 * A hidden event that says that a thread has ended. It is of the oldest form, which tells nothing of how: nobody knows, and
 * today's readers and sysdig 0.29.3 understand it.
 */
final class UnseenEnd {
    private static final int PROCEXIT_WITHOUT_STATUS = 16;
    private static final int STATE_ONLY = 1;

    private UnseenEnd() {}

    static void fill(EventDraft draft, long tid, long nanos) {
        draft.start(0, STATE_ONLY, nanos, tid, PROCEXIT_WITHOUT_STATUS);
    }
}
