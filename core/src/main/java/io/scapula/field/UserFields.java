package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.block.UserList;
import io.scapula.state.ThreadVersion;
import io.scapula.text.DisplayOptions;
import java.util.function.Function;

/** The user and group that a thread works as, and who logged in. Containers have users of their own. */
final class UserFields {
    private static final String UNKNOWN = "<NA>";

    private final boolean hostUsers;

    private UserFields(boolean hostUsers) {
        this.hostUsers = hostUsers;
    }

    static void addTo(ReaderTable readers, DisplayOptions display) {
        new UserFields(display.hostUsers()).addTo(readers);
    }

    private void addTo(ReaderTable readers) {
        readers.put("user.uid", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.uid())));
        readers.put(
                "user.name",
                ThreadReaders.ofThread((event, thread, value) ->
                        isTold(event, thread.uid()) && value.add(name(event, thread, thread.uid()))));
        readers.put("user.homedir", ofUser(UserList.User::home, "/root"));
        readers.put("user.shell", ofUser(UserList.User::shell, UNKNOWN));
        readers.put(
                "user.loginuid",
                ThreadReaders.ofThread((event, thread, value) ->
                        value.add(thread.loginUid() == ThreadVersion.NO_ID ? -1 : thread.loginUid())));
        readers.put(
                "user.loginname",
                ThreadReaders.ofThread((event, thread, value) ->
                        isTold(event, thread.loginUid()) && value.add(name(event, thread, thread.loginUid()))));
        readers.put("group.gid", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.gid())));
        readers.put(
                "group.name",
                ThreadReaders.ofThread(
                        (event, thread, value) -> isTold(event, thread.gid()) && value.add(groupName(event, thread))));
    }

    /** Whether there is anything to say of an id: of one that is not known, sysdig 0.29.3 has no name, today's library {@code <NA>}. */
    private static boolean isTold(EventContext event, long id) {
        return id != ThreadVersion.NO_ID || event.isFromCurrentRecorder();
    }

    /** Whose users they are: sysdig 0.29.3, and so captures of its time, know the machine's alone. */
    private String container(EventContext event, ThreadVersion thread) {
        return event.isFromCurrentRecorder() && !hostUsers ? thread.containerId() : "";
    }

    private String name(EventContext event, ThreadVersion thread, long uid) {
        String name = event.state().users().userName(container(event, thread), uid);
        return name == null || name.isEmpty() ? UNKNOWN : name;
    }

    private FieldReader ofUser(Function<UserList.User, String> text, String ofUnknownRoot) {
        return ThreadReaders.ofThread((event, thread, value) -> {
            if (!isTold(event, thread.uid())) {
                return false;
            }
            UserList.User user = event.state().users().user(container(event, thread), thread.uid());
            if (user == null) {
                return value.add(thread.uid() == 0 ? ofUnknownRoot : UNKNOWN);
            }
            return value.add(text.apply(user));
        });
    }

    private String groupName(EventContext event, ThreadVersion thread) {
        UserList.Group group = event.state().users().group(container(event, thread), thread.gid());
        if (group == null) {
            return thread.gid() == 0 ? "root" : UNKNOWN;
        }
        return group.name();
    }
}
