package io.scapula.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What recorders say of containers, and the cgroups in which they are found, up to the fields that show them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class ContainerFuzzTest {
    private static final Pattern DESCRIPTION = Pattern.compile("\\{\"container\":\\{[^\\x00]*");
    private static final String ID = "0123456789ab";
    private static final String LONG_ID = ID + "0123456789ab0123456789ab0123456789ab0123456789abcdef";
    private static final String EVERY_KEY = """
            {"container": {
              "id": "0123456789ab", "full_id": "0123456789abcdef", "type": 7, "name": "web", "image": "nginx:1.25",
              "imageid": "i", "imagerepo": "nginx", "imagetag": "1.25", "imagedigest": "sha256:d",
              "privileged": true, "host_pid": true, "host_network": true, "host_ipc": true, "is_pod_sandbox": false,
              "lookup_state": 1, "created_time": 1700000000, "size": 4096, "User": "www",
              "Mounts": [{"Source": "/a", "Destination": "/b", "Mode": "rw", "RW": true, "Propagation": "private"}],
              "Healthcheck": {"exe": "curl", "args": ["-f", "x"]}, "LivenessProbe": {"exe": "true", "args": []},
              "ip": "10.0.0.2", "cni_json": "{}", "pod_sandbox_id": "sandbox",
              "port_mappings": [{"HostIp": 2130706433, "HostPort": 8080, "ContainerPort": 80}],
              "labels": {"io.kubernetes.pod.name": "web-0", "io.kubernetes.pod.uid": "uid-1", "b": "2"},
              "pod_sandbox_labels": {"app": "web"}, "env": ["A=1"], "memory_limit": 1, "swap_limit": 2.5e3,
              "metadata_deadline": 18446744073709551615, "null": null, "deep": [[[{"x": [1]}]]]
            }}""";

    private static final List<String> CGROUPS = List.of(
            "cpu=/docker/" + LONG_ID,
            "cpuset=/kubepods.slice/kubepods-pod0f8fad5b_d9cb_469f_a165_70867728950e.slice/docker-" + LONG_ID
                    + ".scope",
            "cpu=/kubepods/besteffort/pod0f8fad5b-d9cb-469f-a165-70867728950e/" + LONG_ID,
            "name=systemd=/machine.slice/libpod-" + LONG_ID + ".scope/container",
            "cpu=/system.slice/containerd.service/kubepods-burstable:cri-containerd:" + LONG_ID,
            "cpu=/lxc/web",
            "cpu=/lxc.payload.web/x",
            "cpu=/machine.slice/machine-lxc\\x2d12-web.scope/libvirt/lxc/web",
            "cpu=/mesos/0f8fad5b-d9cb-469f-a165-70867728950e\nMESOS_TASK_ID=x",
            "cpu=/machine.slice/machine-rkt\\x2d0f8fad5b/system.slice/web.service\nA=1",
            "cpu=/garden/web\ncpu=/bpm-web",
            "0::/k8s.io/web",
            "cpu=/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + LONG_ID + ".scope");

    private final EveryField fields = new EveryField(field -> field.name().startsWith("container.")
            || field.name().startsWith("k8s.")
            || field.name().startsWith("proc.is_"));

    /** A description as it was recorded, found by how it begins, and one with every key. */
    Stream<Arguments> descriptions() {
        String recording = new String(BundledCaptures.bytes("net.scap.gz"), StandardCharsets.ISO_8859_1);
        return ShortRun.arguments(
                Stream.concat(DESCRIPTION.matcher(recording).results().map(MatchResult::group), Stream.of(EVERY_KEY))
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    Stream<Arguments> cgroups() {
        return ShortRun.arguments(CGROUPS.stream().map(lines -> lines.getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource("descriptions")
    @FuzzTest
    void descriptions(byte[] json) throws Exception {
        byte[] parameter = Arrays.copyOf(json, json.length + 1);
        check(CaptureBytes.section()
                .processes(9, ProcessBytes.of(7).cgroups("cpu=/docker/" + LONG_ID))
                .event(EventBytes.of("CONTAINER_JSON_2_E").thread(-1).values((Object) parameter))
                .event(EventBytes.of("SYSCALL_CLOSE_E").thread(7).values(3)));
    }

    /** The first line is the cgroup, the others are the environment and the arguments. */
    @MethodSource("cgroups")
    @FuzzTest
    void cgroups(byte[] lines) throws Exception {
        String[] texts = new String(lines, StandardCharsets.ISO_8859_1).split("\n", -1);
        String[] others = Arrays.copyOfRange(texts, 1, texts.length);
        check(CaptureBytes.section()
                .processes(
                        9,
                        ProcessBytes.of(7)
                                .cgroups("cpuset=/", texts[0])
                                .env(others)
                                .args(others),
                        ProcessBytes.of(8).cgroups(texts))
                .event(EventBytes.of("SYSCALL_CLOSE_E").thread(7).values(3))
                .event(EventBytes.of("SYSCALL_CLOSE_E").thread(8).values(3)));
    }

    @Test
    @Timeout(120)
    void descriptionsInShort() {
        ShortRun.of(400, descriptions(), this::descriptions);
    }

    @Test
    @Timeout(120)
    void cgroupsInShort() {
        ShortRun.of(400, cgroups(), this::cgroups);
    }

    private void check(CaptureBytes capture) throws Exception {
        byte[] bytes = capture.toByteArray();
        if (!fields.lines(bytes, false, true).equals(fields.lines(bytes, false, true))) {
            throw new AssertionError("the same container was shown in two ways");
        }
    }
}
