package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.block.UserList;
import io.scapula.format.event.EventType;
import org.jspecify.annotations.Nullable;

/** Events that belong to no thread: containers, users and groups that the recorder tells of. */
final class MetaEvents {
    private final ContainerTable containers;
    private final UserTable users;

    MetaEvents(ContainerTable containers, UserTable users) {
        this.containers = containers;
        this.users = users;
    }

    void apply(EventView event, CurrentEvent now) {
        EventType type = event.type();
        if (type == null) {
            return;
        }
        switch (type.name()) {
            case "container" -> now.described = containers.describe(event, 0);
            case "asyncevent" -> {
                String what = orEmpty(event.text(1));
                if (what.equals("container")) {
                    now.described = containers.describe(event, 2);
                } else if (what.equals("container_removed")) {
                    now.described = containers.remove(event, 2);
                }
            }
            case "useradded" ->
                users.put(
                        orEmpty(event.text(5)),
                        new UserList.User(
                                event.integer(0, ThreadVersion.NO_ID),
                                event.integer(1, ThreadVersion.NO_ID),
                                orEmpty(event.text(2)),
                                orEmpty(event.text(3)),
                                orEmpty(event.text(4))));
            case "userdeleted" -> users.removeUser(orEmpty(event.text(5)), event.integer(0, ThreadVersion.NO_ID));
            case "groupadded" ->
                users.put(
                        orEmpty(event.text(2)),
                        new UserList.Group(event.integer(0, ThreadVersion.NO_ID), orEmpty(event.text(1))));
            case "groupdeleted" -> users.removeGroup(orEmpty(event.text(2)), event.integer(0, ThreadVersion.NO_ID));
            default -> {
                // Plugin data, notices: no state.
            }
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
