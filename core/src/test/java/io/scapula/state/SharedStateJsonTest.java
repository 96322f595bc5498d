package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.block.InterfaceList.Interface;
import io.scapula.format.block.UserList;
import io.scapula.format.event.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedStateJsonTest {
    private final SharedStateJson json = new SharedStateJson();

    private static ContainerVersion container(String id, String name) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "first");
        labels.put("a", "");
        labels.put(ContainerVersion.LABEL_POD_NAME, "payments-1");
        return new ContainerVersion(
                id,
                id + "full",
                ContainerType.values()[0],
                name,
                "docker.io/library/nginx:1.25",
                new ContainerVersion.Image("sha256:1", "nginx", "1.25", "sha256:2"),
                true,
                "sandbox",
                "uid",
                labels,
                Map.of("k", "v"),
                new ContainerVersion.Settings(true, false, true, false, "root", 1, 2, 3, 4, 5, 6, -1),
                List.of(new ContainerVersion.Mount("/a", "/b", "rw", true, "private")),
                List.of("PATH=/bin", "EMPTY="),
                List.of(new ContainerVersion.PortMapping(0x7F000001L, 80, 8080)),
                Map.of(
                        ContainerVersion.ProbeKind.LIVENESS,
                        new ContainerVersion.Probe("curl", List.of("-f", "http://localhost"))),
                1_700_000_000L,
                "10.0.0.1",
                "{\"cni\": 1}",
                true);
    }

    @Test
    void givesBackTheSameContainer() {
        ContainerVersion container = container("0123456789ab", "web");

        ContainerVersion read = json.container(json.write(container));

        assertThat(read).isEqualTo(container);
        assertThat(read.labels().keySet()).containsExactly("z", "a", ContainerVersion.LABEL_POD_NAME);
        assertThat(read.isPodSandbox()).isTrue();
    }

    @Test
    void givesBackNamesThatAreNoText() {
        String name = "caf\u00e9 \uDC80\uDCFF \u0000 \" \\ \n \uD83D\uDE00";

        assertThat(json.container(json.write(container("x", name))).name()).isEqualTo(name);
    }

    @Test
    void givesBackWhatOnlyCgroupsTold() {
        ContainerVersion container =
                ContainerVersion.fromCgroups(new CgroupMatch(ContainerType.values()[1], "abc", "abcdef", ""));

        assertThat(json.container(json.write(container))).isEqualTo(container);
    }

    @Test
    void givesBackTheSameEnvironment() {
        UserTable users = new UserTable();
        users.put("", new UserList.User(0, 0, "root", "/root", "/bin/sh"));
        users.put("abc", new UserList.User(0xFFFFFFFFL, 7, "odd", "", ""));
        users.put("abc", new UserList.Group(7, "seven"));
        NetworkInterfaces interfaces = NetworkInterfaces.of(
                List.of(new Interface("eth0", v4(0x0A000001), v4(0xFFFFFF00L), v4(0x0A0000FF), 1000)),
                List.of(new Interface(
                        "lo", new IpAddress(0, 1, true), new IpAddress(-1, -1, true), new IpAddress(0, 0, true), 0)));
        ContainerVersion web = container("web", "web");
        Environment environment =
                new Environment(users, ContainerTable.of(List.of(web)), interfaces, "node-1", true, false);

        Environment read = json.environment(
                json.users(environment), environment.containers(), json.interfaces(environment), "node-1", true, false);

        assertThat(read.users().userName("abc", 0xFFFFFFFFL)).isEqualTo("odd");
        assertThat(read.users().user("", 0)).isEqualTo(users.user("", 0));
        assertThat(read.users().group("abc", 7)).isEqualTo(users.group("abc", 7));
        assertThat(read.users().group("", 7)).isNull();
        assertThat(read.container("web")).isEqualTo(web);
        assertThat(read.interfaces().v4()).isEqualTo(interfaces.v4());
        assertThat(read.interfaces().v6()).isEqualTo(interfaces.v6());
        assertThat(read.hostname()).isEqualTo("node-1");
        assertThat(read.isFromCurrentRecorder()).isTrue();
        assertThat(read.hasEnterEvents()).isFalse();
    }

    private static IpAddress v4(long address) {
        return new IpAddress(0, address, false);
    }

    @Test
    void tellsWhatItHasNotWritten() {
        assertThatThrownBy(() -> json.container("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesSurviveAsText() {
        for (IpAddress address : new IpAddress[] {
            null,
            v4(0),
            v4(0xFFFFFFFFL),
            new IpAddress(0, 0, true),
            new IpAddress(-1, 1, true),
            new IpAddress(1, -1, true)
        }) {
            assertThat(AddressText.read(AddressText.write(address))).isEqualTo(address);
        }
        assertThatThrownBy(() -> AddressText.read("6:1")).isInstanceOf(IllegalArgumentException.class);
    }
}
