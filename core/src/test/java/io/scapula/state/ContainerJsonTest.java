package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of containers: {@code state-engine} 10.3. */
class ContainerJsonTest {
    private static ContainerVersion read(String text) {
        return Objects.requireNonNull(new ContainerJson().read(text), text);
    }

    private static final String EVERYTHING = """
            {"container": {
              "id": "0123456789ab", "full_id": "0123456789abcdef", "type": 7, "name": "web", "image": "nginx:1.25",
              "imageid": "i", "imagerepo": "nginx", "imagetag": "1.25", "imagedigest": "sha256:d",
              "privileged": true, "host_pid": true, "host_network": true, "host_ipc": true, "is_pod_sandbox": true,
              "lookup_state": 1, "created_time": 1700000000, "size": 4096, "User": "www",
              "Mounts": [{"Source": "/a", "Destination": "/b", "Mode": "rw", "RW": true, "Propagation": "private"}],
              "Healthcheck": {"exe": "curl", "args": ["-f", "x"]},
              "LivenessProbe": {"exe": "true", "args": []},
              "ReadinessProbe": {"exe": "cat", "args": ["/ready"]},
              "ip": "10.0.0.2", "cni_json": "{}", "pod_sandbox_id": "sandbox",
              "port_mappings": [{"HostIp": 2130706433, "HostPort": 8080, "ContainerPort": 80}],
              "labels": {"io.kubernetes.pod.name": "web-0", "io.kubernetes.pod.namespace": "shop",
                         "io.kubernetes.pod.uid": "uid-1", "b": "2", "a": "1"},
              "pod_sandbox_labels": {"app": "web"},
              "env": ["A=1", "B=2"],
              "memory_limit": 1, "swap_limit": 2, "cpu_shares": 3, "cpu_quota": 4, "cpu_period": 5,
              "cpuset_cpu_count": 6, "mesos_task_id": "m", "metadata_deadline": 18446744073709551615
            }}""";

    @Test
    void readsWhoItIs() {
        ContainerVersion container = read(EVERYTHING);

        assertThat(container.id()).isEqualTo("0123456789ab");
        assertThat(container.fullId()).isEqualTo("0123456789abcdef");
        assertThat(container.type()).isEqualTo(ContainerType.CONTAINERD);
        assertThat(container.name()).isEqualTo("web");
        assertThat(container.image()).isEqualTo("nginx:1.25");
        assertThat(container.imageDetail()).isEqualTo(new ContainerVersion.Image("i", "nginx", "1.25", "sha256:d"));
        assertThat(container.createdSeconds()).isEqualTo(1_700_000_000);
        assertThat(container.described()).isTrue();
    }

    @Test
    void readsItsPod() {
        ContainerVersion container = read(EVERYTHING);

        assertThat(container.isPodSandbox()).isTrue();
        assertThat(container.podSandboxId()).isEqualTo("sandbox");
        assertThat(List.of(container.podNamespace(), container.podName(), container.podUid()))
                .containsExactly("shop", "web-0", "uid-1");
        assertThat(container.podSandboxLabels()).containsExactly(Map.entry("app", "web"));
        assertThat(container.ip()).isEqualTo("10.0.0.2");
        assertThat(container.cniJson()).isEqualTo("{}");
    }

    @Test
    void readsHowItMayRun() {
        ContainerVersion container = read(EVERYTHING);

        assertThat(container.settings())
                .isEqualTo(new ContainerVersion.Settings(true, true, true, true, "www", 1, 2, 3, 4, 5, 6, 4096));
        assertThat(container.mounts()).containsExactly(new ContainerVersion.Mount("/a", "/b", "rw", true, "private"));
        assertThat(container.portMappings())
                .containsExactly(new ContainerVersion.PortMapping(2_130_706_433L, 8080, 80));
        assertThat(container.environment()).containsExactly("A=1", "B=2");
    }

    @Test
    void readsItsProbes() {
        assertThat(read(EVERYTHING).probes())
                .containsOnly(
                        Map.entry(
                                ContainerVersion.ProbeKind.HEALTHCHECK,
                                new ContainerVersion.Probe("curl", List.of("-f", "x"))),
                        Map.entry(ContainerVersion.ProbeKind.LIVENESS, new ContainerVersion.Probe("true", List.of())),
                        Map.entry(
                                ContainerVersion.ProbeKind.READINESS,
                                new ContainerVersion.Probe("cat", List.of("/ready"))));
    }

    @Test
    void keepsTheOrderOfLabels() {
        assertThat(read(EVERYTHING).labels().keySet())
                .containsExactly(
                        "io.kubernetes.pod.name", "io.kubernetes.pod.namespace", "io.kubernetes.pod.uid", "b", "a");
    }

    @Test
    void needsNoOuterObject() {
        ContainerVersion container = read("{\"id\": \"abc\", \"type\": 0, \"name\": \"n\", \"image\": \"i\"}");

        assertThat(container.name()).isEqualTo("n");
        assertThat(container.type()).isEqualTo(ContainerType.DOCKER);
    }

    @Test
    void whatIsMissingIsEmpty() {
        ContainerVersion container = read("{\"container\": {\"id\": \"abc\"}}");

        assertThat(container.type()).isNull();
        assertThat(List.of(container.name(), container.image(), container.fullId(), container.podUid()))
                .containsOnly("");
        assertThat(container.labels()).isEmpty();
        assertThat(container.mounts()).isEmpty();
        assertThat(container.probes()).isEmpty();
        assertThat(container.settings().sizeBytes()).isEqualTo(-1);
        assertThat(container.isPodSandbox()).isFalse();
    }

    @Test
    void aValueOfTheWrongTypeIsMissing() {
        ContainerVersion container = read("""
                {"container": {"id": "abc", "type": "docker", "name": 7, "image": null, "labels": ["x"],
                 "Mounts": {"Source": "/"}, "env": "A=1", "privileged": "yes", "created_time": "soon",
                 "port_mappings": [1, "x"], "Healthcheck": "none", "pod_sandbox_labels": {"a": 1, "b": "2"}}}""");

        assertThat(container.type()).isNull();
        assertThat(List.of(container.name(), container.image())).containsOnly("");
        assertThat(container.labels()).isEmpty();
        assertThat(container.mounts()).isEmpty();
        assertThat(container.environment()).isEmpty();
        assertThat(container.settings().privileged()).isFalse();
        assertThat(container.createdSeconds()).isZero();
        assertThat(container.portMappings()).isEmpty();
        assertThat(container.probes()).isEmpty();
        assertThat(container.podSandboxLabels()).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void anEngineThatIsNotKnownIsNoEngine() {
        assertThat(read("{\"id\": \"abc\", \"type\": 65534}").type()).isNull();
    }

    @Test
    void thePodsUidMayStandInTheSandboxesLabels() {
        assertThat(read("{\"id\":\"abc\",\"pod_sandbox_labels\":{\"io.kubernetes.pod.uid\":\"u\"}}")
                        .podUid())
                .isEqualTo("u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"container\"",
                "{\"container\": {\"id\": \"abc\"",
                "{\"container\": {}}",
                "{\"container\": {\"id\": \"\"}}",
                "{\"container\": {\"id\": 7}}",
                "{\"id\": \"abc\", \"x\": 1e}",
                "{'id': 'abc'}",
                "\u0000\u0001\u0002",
            })
    void whatDescribesNoContainerIsNone(String text) {
        assertThat(new ContainerJson().read(text)).isNull();
    }

    @Test
    void deepNestingIsNoContainer() {
        String text = "{\"id\":\"abc\",\"x\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";

        assertThat(new ContainerJson().read(text)).isNull();
    }

    @Test
    void aHugeNumberIsNoContainer() {
        assertThat(new ContainerJson().read("{\"id\":\"abc\",\"type\":" + "9".repeat(1_000_000) + "}"))
                .isNull();
    }

    @Test
    void aLongDescriptionIsRead() {
        StringBuilder labels = new StringBuilder("\"x\":\"y\"");
        for (int label = 0; label < 20_000; label++) {
            labels.append(",\"label")
                    .append(label)
                    .append("\":\"")
                    .append("v".repeat(50))
                    .append('"');
        }

        assertThat(read("{\"id\":\"abc\",\"labels\":{" + labels + "}}").labels())
                .hasSize(20_001);
    }
}
