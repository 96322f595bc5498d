package io.scapula.analyzers.session;

import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** Shells on a terminal of their own that nothing else explains: a pane of tmux, {@code script}, {@code docker run -it}. */
final class TerminalEntries implements EntryRule {
    @Override
    public @Nullable Session enter(Start start) {
        ThreadVersion thread = start.thread();
        ThreadVersion above = start.parentThread();
        boolean leads = thread.sid() == thread.pid() || thread.sid() == thread.vpid();
        boolean ownTerminal = thread.tty() != 0 && (above == null || above.tty() != thread.tty());
        return leads && ownTerminal && Shells.waitsForCommands(thread) ? start.session(SessionKind.TERMINAL) : null;
    }
}
