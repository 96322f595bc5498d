package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.UserBytes;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** Users and groups by container: {@code state-engine} 11. */
class UserTableTest {
    private static final String CONTAINER = "0123456789ab";

    private static UserTable host() {
        return Workload.start()
                .users(
                        UserBytes.user(1000, 1000, "alice", "/home/alice", "/bin/bash"),
                        UserBytes.group(1, 1000, "staff"))
                .replay()
                .state()
                .users();
    }

    private static Workload withUser(long uid, String name, String container) {
        return Workload.start()
                .event(EventBytes.of("USER_ADDED_E")
                        .thread(-1)
                        .values(uid, uid, name, "/home/" + name, "/bin/sh", container));
    }

    @Test
    void theListTellsTheHostsUsersAndGroups() {
        assertThat(host().userName("", 1000)).isEqualTo("alice");
        assertThat(host().group("", 1000)).isNotNull().extracting("name").isEqualTo("staff");
    }

    @Test
    void aContainersUserIsNotTheHosts() {
        UserTable users = withUser(1000, "app", CONTAINER).replay().state().users();

        assertThat(users.userName(CONTAINER, 1000)).isEqualTo("app");
        assertThat(users.userName("", 1000)).isNull();
    }

    @Test
    void userZeroIsRootUnlessSomethingElseIsTold() {
        assertThat(host().userName(CONTAINER, 0)).isEqualTo("root");
        assertThat(withUser(0, "toor", "").replay().state().users().userName("", 0))
                .isEqualTo("toor");
    }

    @Test
    void aDeletedUserIsUnknown() {
        Workload workload = withUser(1000, "app", CONTAINER)
                .event(EventBytes.of("USER_DELETED_E").thread(-1).values(1000, 1000, "app", "", "", CONTAINER));

        assertThat(workload.replay().state().users().userName(CONTAINER, 1000)).isNull();
    }

    @Test
    void groupsComeAndGo() {
        Workload added =
                Workload.start().event(EventBytes.of("GROUP_ADDED_E").thread(-1).values(50, "dev", CONTAINER));

        assertThat(added.replay().state().users().group(CONTAINER, 50)).isNotNull();

        added.event(EventBytes.of("GROUP_DELETED_E").thread(-1).values(50, "dev", CONTAINER));

        assertThat(added.replay().state().users().group(CONTAINER, 50)).isNull();
    }

    @Test
    void anEndlessStreamOfUsersIsCutOff() {
        UserTable users = new UserTable();

        for (long uid = 0; uid <= UserTable.MOST; uid++) {
            users.put("", new io.scapula.format.block.UserList.User(uid, uid, "u", "", ""));
        }

        assertThat(users.user("", UserTable.MOST - 1)).isNotNull();
        assertThat(users.user("", UserTable.MOST)).isNull();
        assertThat(users.limitReached()).isTrue();
    }
}
