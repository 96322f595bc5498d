package io.scapula.format.block;

import java.util.ArrayList;
import java.util.List;

/**
 * The host's users and groups; those of containers come as events. A later list replaces an earlier one.
 *
 * <pre>
 * entry length  u32    V2 only, counts itself
 * kind          u8     0 user, anything else group
 * user:         uid u32, gid u32, name str16, home str16, shell str16
 * group:        gid u32, name str16
 * </pre>
 *
 * @param version the layout, 1 or 2
 * @param users   in file order
 * @param groups  in file order
 */
public record UserList(int version, List<User> users, List<Group> groups) implements MetadataBlock {
    /** One user; ids are unsigned. */
    public record User(long uid, long gid, String name, String home, String shell) {}

    /** One group; the id is unsigned. */
    public record Group(long gid, String name) {}

    private static final int MOST_TEXT_BYTES = 255;

    public UserList {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    /** Reads entries until the end of the body, damage, or the limit. */
    public static UserList decode(BlockBody body, int version, int most, ListDamage damage) {
        List<User> users = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        String what = "user list V" + version;
        for (Object entry : body.<Object>list(
                what, most, damage, entries -> version < 2 ? fields(entries) : entries.entry(true, UserList::fields))) {
            if (entry instanceof User user) {
                users.add(user);
            } else if (entry instanceof Group group) {
                groups.add(group);
            }
        }
        return new UserList(version, users, groups);
    }

    private static Object fields(BlockBody body) throws BlockBody.Unreadable {
        if (body.u8("kind") == 0) {
            return new User(
                    body.u32("uid"), body.u32("gid"), body.text("user name"), body.text("home"), body.text("shell"));
        }
        return new Group(body.u32("gid"), body.text("group name"));
    }

    /** Writes the list in version 2, users before groups. */
    public void encode(BlockBuilder body) {
        for (User user : users) {
            int start = body.startEntry();
            body.u8(0);
            body.u32(user.uid());
            body.u32(user.gid());
            body.text(user.name(), MOST_TEXT_BYTES);
            body.text(user.home(), MOST_TEXT_BYTES);
            body.text(user.shell(), MOST_TEXT_BYTES);
            body.endEntry(start, true);
        }
        for (Group group : groups) {
            int start = body.startEntry();
            body.u8(1);
            body.u32(group.gid());
            body.text(group.name(), MOST_TEXT_BYTES);
            body.endEntry(start, true);
        }
    }
}
