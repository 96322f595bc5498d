package io.scapula.state;

import io.scapula.format.block.UserList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Users and groups by container and id; the host's are those of the container with the empty id. */
public final class UserTable {
    private record Key(String containerId, long id) {
        // Written out: what a record is given is linked at its first use, which every short command would wait for.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && id == key.id && containerId.equals(key.containerId);
        }

        @Override
        public int hashCode() {
            return 31 * containerId.hashCode() + Long.hashCode(id);
        }
    }

    /** Users, and groups, of one machine and all its containers; what a capture claims beyond that is left out. */
    static final int MOST = 1 << 18;

    private final Map<Key, UserList.User> users = new HashMap<>();
    private final Map<Key, UserList.Group> groups = new HashMap<>();
    private boolean limitReached;
    private long changes;

    UserTable() {}

    /** A copy to look up in. */
    UserTable snapshot() {
        UserTable copy = new UserTable();
        copy.users.putAll(users);
        copy.groups.putAll(groups);
        return copy;
    }

    /** Offers every user, with the id of the container that it is in. */
    public void forEachUser(BiConsumer<String, UserList.User> visitor) {
        users.forEach((key, user) -> visitor.accept(key.containerId, user));
    }

    /** Offers every group, with the id of the container that it is in. */
    public void forEachGroup(BiConsumer<String, UserList.Group> visitor) {
        groups.forEach((key, group) -> visitor.accept(key.containerId, group));
    }

    /** How many users and groups there are. */
    int size() {
        return users.size() + groups.size();
    }

    /** Grows with every change. */
    long changes() {
        return changes;
    }

    /** The user, or {@code null} if no list or event told of one with this id there. */
    public UserList.@Nullable User user(String containerId, long uid) {
        return users.get(new Key(containerId, uid));
    }

    /** The group, or {@code null} if no list or event told of one with this id there. */
    public UserList.@Nullable Group group(String containerId, long gid) {
        return groups.get(new Key(containerId, gid));
    }

    /** The user's name; {@code root} for an unknown user 0, {@code null} for any other unknown one. */
    public @Nullable String userName(String containerId, long uid) {
        UserList.User user = user(containerId, uid);
        if (user != null) {
            return user.name();
        }
        return uid == 0 ? "root" : null;
    }

    void replaceHost(UserList list) {
        changes++;
        users.keySet().removeIf(key -> key.containerId.isEmpty());
        groups.keySet().removeIf(key -> key.containerId.isEmpty());
        list.users().forEach(user -> put("", user));
        list.groups().forEach(group -> put("", group));
    }

    /** Whether there were too many. */
    boolean limitReached() {
        return limitReached;
    }

    void put(String containerId, UserList.User user) {
        put(users, new Key(containerId, user.uid()), user);
    }

    private <V> void put(Map<Key, V> entries, Key key, V value) {
        changes++;
        if (entries.size() < MOST || entries.containsKey(key)) {
            entries.put(key, value);
        } else {
            limitReached = true;
        }
    }

    void removeUser(String containerId, long uid) {
        changes++;
        users.remove(new Key(containerId, uid));
    }

    void put(String containerId, UserList.Group group) {
        put(groups, new Key(containerId, group.gid()), group);
    }

    void removeGroup(String containerId, long gid) {
        changes++;
        groups.remove(new Key(containerId, gid));
    }

    void clear() {
        changes++;
        users.clear();
        groups.clear();
    }
}
