package io.scapula.comparison;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.block.SectionHeader;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.StateListener;
import java.io.IOException;
import java.nio.file.Path;

/** Replays a capture as the history does, and stops at every event. */
final class StateReplay {
    /** Sees the state as each event left it. */
    interface Visitor {
        void event(EventCursor recorded, StateEngine state);
    }

    private StateReplay() {}

    static void run(Path capture, Visitor visitor) throws IOException {
        EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
        StateEngine state = new StateEngine(StateLimits.DEFAULT, new StateListener() {});
        try (CaptureReader reader = CaptureReader.open(capture)) {
            EventCursor cursor = reader.events(block -> {
                if (block instanceof SectionHeader) {
                    unifier.startSection();
                }
                state.apply(block);
            });
            while (cursor.advance()) {
                EventView event = unifier.unify(cursor);
                state.apply(event == null ? cursor : event);
                visitor.event(cursor, state);
            }
        }
    }
}
