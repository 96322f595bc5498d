package io.scapula.event;

import io.scapula.format.EventCursor;
import io.scapula.format.block.MetadataBlock;
import io.scapula.state.StateListener;

/** Is told what a replay meets besides the events that it shows: blocks of metadata, events that are hidden, changes of state. */
public interface ReplayListener extends StateListener {
    /** A block that is no event; the state does not hold it yet. */
    default void block(MetadataBlock block) {}

    /** Any event, shown or not, as recorded and before the state takes it; valid during the call only. */
    default void recorded(EventCursor event) {}

    /** The same event after the state took it, with what it left; valid during the call only. */
    default void applied(EventContext event, boolean shown) {}
}
