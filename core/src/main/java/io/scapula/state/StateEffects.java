package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;

/** Tells by an event's type and result what it did to the state. */
final class StateEffects {
    private StateEffects() {}

    /**
     * Tells what an event did.
     *
     * @param action    what is done for events of its type
     * @param fdChanged whether its descriptor is another one than before
     */
    static StateEffect of(EventView event, EventType type, EventAction action, boolean fdChanged) {
        long result = event.integer(0, -1);
        return switch (action) {
            case NO_THREAD -> StateEffect.SHARED;
            case CLONE, VFORK -> result < 0 ? StateEffect.NONE : StateEffect.CLONE;
            case EXECVE -> result < 0 ? StateEffect.NONE : StateEffect.PROGRAM;
            case EXIT -> StateEffect.EXIT;
            case MEMORY -> event.has(1) ? StateEffect.MEMORY : StateEffect.NONE;
            case SWITCH -> event.has(5) ? StateEffect.SCHEDULED : StateEffect.NONE;
            case LIMIT -> result < 0 ? StateEffect.NONE : StateEffect.PROCESS;
            case IDENTITY -> result < 0 ? StateEffect.NONE : onIdentity(event, type);
            case OPEN, CLOSE, DESCRIPTOR -> result < 0 ? StateEffect.NONE : StateEffect.DESCRIPTORS;
            case SOCKET -> result < 0 && !fdChanged ? StateEffect.NONE : StateEffect.DESCRIPTORS;
            case SEND, RECEIVE, READ_OR_WRITE, ENTER_WITH_ADDRESS ->
                fdChanged ? StateEffect.DESCRIPTORS : StateEffect.NONE;
            case LOOK_UP, ENTER_WITH_PATH, SEEN -> StateEffect.NONE;
        };
    }

    private static StateEffect onIdentity(EventView event, EventType type) {
        if (type.name().equals("prctl") && !Identity.isAboutSubreapers(event)) {
            return StateEffect.NONE;
        }
        return Identity.MOVING_EVENTS.contains(type.name()) ? StateEffect.PROCESS : StateEffect.IDENTITY;
    }
}
