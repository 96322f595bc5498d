package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.Event;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.state.ContainerVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.StateListener;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notices of a section that are still true: the last description of every container, user and group. Recorders tell
 * them anew at the start of every file.
 */
final class ToldNotices {
    private static final int CONTAINER_OF_USER = 5;
    private static final int CONTAINER_OF_GROUP = 2;

    /** What a notice tells of. */
    private record Subject(String kind, String container, long id) {}

    /** A notice, and what was understood of it if it tells of a container. */
    private record Understood(Subject subject, @Nullable ContainerVersion description) {}

    /**
     * The last notice of its subject.
     *
     * @param container   id of the container that it tells of or whose user it tells of; empty for the host's
     * @param description what was understood of it, if it tells of a container
     */
    record Told(Event event, String container, @Nullable ContainerVersion description) {}

    private final Map<Subject, Told> last = new LinkedHashMap<>();
    /** Understands descriptions; it is shown nothing else. */
    private final StateEngine reader;

    private final EventUnifier unifier;

    ToldNotices(MergeOptions options) {
        reader = new StateEngine(options.limits(), new StateListener() {});
        unifier = new EventUnifier(options.reading().limits());
    }

    /** Takes note of an event, whatever it is. */
    void tell(EventView event) {
        Understood told = understand(event);
        if (told != null) {
            last.put(told.subject, new Told(event.toEvent(), told.subject.container, told.description));
        }
    }

    /** Whether the event is a notice that tells what is known already. */
    boolean isRetold(EventView event) {
        Understood told = understand(event);
        Told before = told == null ? null : last.get(told.subject);
        if (told == null || before == null) {
            return false;
        }
        ContainerVersion description = told.description;
        return (description != null && description.equals(before.description)) || hasSameBytes(event, before.event);
    }

    /** Whether a notice of the same subject was told. */
    boolean knows(Told notice) {
        Understood told = understand(notice.event);
        return told != null && last.containsKey(told.subject);
    }

    Collection<Told> all() {
        return last.values();
    }

    private static boolean hasSameBytes(EventView one, EventView other) {
        boolean same = one.typeCode() == other.typeCode() && one.parameterCount() == other.parameterCount();
        for (int index = 0; same && index < one.parameterCount(); index++) {
            same = Arrays.equals(one.bytes(index), other.bytes(index));
        }
        return same;
    }

    private @Nullable Understood understand(EventView event) {
        EventType type = event.type();
        if (type == null || !Notices.ALL.contains(event.typeCode())) {
            return null;
        }
        return switch (type.name()) {
            case "container", "asyncevent" -> container(event);
            case "useradded", "userdeleted" -> account("user", event, CONTAINER_OF_USER);
            case "groupadded", "groupdeleted" -> account("group", event, CONTAINER_OF_GROUP);
            default -> null;
        };
    }

    private @Nullable Understood container(EventView event) {
        EventView unified = unifier.unify(event);
        reader.apply(unified == null ? event : unified);
        ContainerVersion description = reader.eventContainer();
        return description == null ? null : new Understood(new Subject("container", description.id(), 0), description);
    }

    private static Understood account(String kind, EventView event, int containerIndex) {
        String container = event.text(containerIndex);
        return new Understood(new Subject(kind, container == null ? "" : container, event.integer(0, -1)), null);
    }
}
