package io.scapula.format.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureWarning;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.InterfaceBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.UserBytes;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceAndUserListTest {
    private static final InterfaceBytes[] ALL_KINDS = {
        InterfaceBytes.of(1, "eth0", "10.0.0.5", "255.255.255.0", "10.0.0.255", 10_000_000_000L),
        InterfaceBytes.of(2, "eth0", "fe80::1", "ffff:ffff:ffff:ffff::", "::", 1),
        InterfaceBytes.of(3, "lo", "127.0.0.1", "255.0.0.0", "0.0.0.0", 99),
        InterfaceBytes.of(4, "lo", "::1", "ffff::", "::", 99)
    };

    private static final UserBytes[] USERS_AND_GROUPS = {
        UserBytes.user(0, 0, "root", "/root", "/bin/bash"),
        UserBytes.group(1, 4294967294L, "nogroup"),
        UserBytes.user(1001, 4294967295L, "älice", "", ""),
        UserBytes.group(255, 7, "odd kind")
    };

    @BothByteOrders
    void everyKindOfInterfaceIsReadInVersionOne(ByteOrder order) {
        assertThatInterfacesAreRead(CaptureBytes.section(order).interfaces(1, ALL_KINDS), 1);
    }

    @BothByteOrders
    void everyKindOfInterfaceIsReadInVersionTwo(ByteOrder order) {
        assertThatInterfacesAreRead(CaptureBytes.section(order).interfaces(2, ALL_KINDS), 2);
    }

    @BothByteOrders
    void theInterfaceAliasIsVersionOne(ByteOrder order) {
        assertThatInterfacesAreRead(
                CaptureBytes.section(order).asType(0x8011ABCD).interfaces(1, ALL_KINDS), 1);
    }

    private static void assertThatInterfacesAreRead(CaptureBytes capture, int version) {
        Reading reading = Reading.of(capture);

        InterfaceList list = reading.block(InterfaceList.class);
        assertThat(reading.warnings()).isEmpty();
        assertThat(list.version()).isEqualTo(version);
        assertThat(list.entries())
                .extracting(entry -> entry.name() + " " + entry.address() + " " + entry.netmask() + " "
                        + entry.broadcast() + " " + entry.linkSpeed())
                .containsExactly(
                        "eth0 10.0.0.5 255.255.255.0 10.0.0.255 10000000000",
                        "eth0 fe80::1 ffff:ffff:ffff:ffff:: :: 1",
                        "lo 127.0.0.1 255.0.0.0 0.0.0.0 0",
                        "lo ::1 ffff:: :: 0");
    }

    @BothByteOrders
    void whatNewerRecordersAppendToAnInterfaceIsSteppedOver(ByteOrder order) {
        InterfaceBytes longer = InterfaceBytes.of(3, "lo", "127.0.0.1", "255.0.0.0", "0.0.0.0", 0);

        Reading reading = Reading.of(
                CaptureBytes.section(order).interfaces(2, longer.appended(new byte[] {1, 2, 3, 4, 5}), ALL_KINDS[0]));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.block(InterfaceList.class).entries())
                .extracting(InterfaceList.Interface::name)
                .containsExactly("lo", "eth0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void anotherInterfaceTypeIsDamage(int type) {
        Reading reading = Reading.of(CaptureBytes.section()
                .block(0x205, body -> body.u16(type).u16(0).zeros(12)));

        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_LIST);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("interface list V1, entry 1: interface type " + type + " is none of 1 to 4");
    }

    @BothByteOrders
    void usersAndGroupsAreReadInBothVersions(ByteOrder order) {
        for (int version = 1; version <= 2; version++) {
            assertThatUsersAreRead(CaptureBytes.section(order).users(version, USERS_AND_GROUPS), version);
        }
    }

    @BothByteOrders
    void theUserAliasIsVersionOne(ByteOrder order) {
        assertThatUsersAreRead(CaptureBytes.section(order).asType(0x8012ABCD).users(1, USERS_AND_GROUPS), 1);
    }

    private static void assertThatUsersAreRead(CaptureBytes capture, int version) {
        Reading reading = Reading.of(capture);

        UserList list = reading.block(UserList.class);
        assertThat(reading.warnings()).isEmpty();
        assertThat(list.version()).isEqualTo(version);
        assertThat(list.users())
                .containsExactly(
                        new UserList.User(0, 0, "root", "/root", "/bin/bash"),
                        new UserList.User(1001, 4294967295L, "älice", "", ""));
        assertThat(list.groups())
                .containsExactly(new UserList.Group(4294967294L, "nogroup"), new UserList.Group(7, "odd kind"));
    }

    @BothByteOrders
    void whatNewerRecordersAppendToAUserIsSteppedOver(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .users(
                        2,
                        UserBytes.user(5, 6, "a", "b", "c").appended(new byte[] {1}),
                        UserBytes.group(1, 7, "d").appended(new byte[] {1, 2})));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.block(UserList.class).users()).hasSize(1);
        assertThat(reading.block(UserList.class).groups()).hasSize(1);
    }

    @Test
    void aDamagedUserListKeepsWhatCameBefore() {
        Reading reading = Reading.of(CaptureBytes.section()
                .block(
                        0x206,
                        body -> body.u8(1)
                                .u32(7)
                                .str16("good")
                                .u8(0)
                                .u32(1)
                                .u32(2)
                                .u16(60000)));

        assertThat(reading.block(UserList.class).groups()).containsExactly(new UserList.Group(7, "good"));
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("user list V1, entry 2: user name needs 60000 bytes where 2 are left");
    }

    @Test
    void theLimitLeavesOutWhatIsBeyond() {
        ReadOptions options = ReadOptions.DEFAULT.withLimits(new ReadLimits(1 << 20, 1, 1, 3, 1));
        byte[] capture = CaptureBytes.section()
                .users(2, USERS_AND_GROUPS)
                .interfaces(2, ALL_KINDS)
                .toByteArray();

        Reading reading = Reading.of(capture, options);

        assertThat(reading.block(UserList.class).users()).hasSize(2);
        assertThat(reading.block(InterfaceList.class).entries()).hasSize(3);
        assertThat(reading.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.count()).isEqualTo(2));
    }
}
