package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every engine and pattern of {@code state-engine} 10.1. */
class CgroupResolverTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);
    private static final String SHORT = "0123456789ab";
    private static final String UID = "0a1b2c3d-0000-1111-2222-333344445555";
    private static final String UID_UNDERSCORES = UID.replace('-', '_');

    private static CgroupMatch resolve(String... cgroups) {
        return CgroupResolver.resolve(List.of(cgroups), List.of(), List.of());
    }

    private static CgroupMatch path(String path) {
        return resolve("cpuset=" + path);
    }

    static Stream<Arguments> pathsOfEngines() {
        return Stream.of(
                Arguments.of("/libpod-" + ID + ".scope", "podman"),
                Arguments.of("/machine.slice/libpod-" + ID + ".scope", "podman"),
                Arguments.of("/machine.slice/libpod-" + ID + ".scope/container", "podman"),
                Arguments.of("/libpod_parent/libpod-" + ID, "podman"),
                Arguments.of("/libpod_parent/libpod-payload-" + ID, "podman"),
                Arguments.of("/machine.slice/libpod-payload-" + ID + ".scope", "podman"),
                Arguments.of("/docker/" + ID, "docker"),
                Arguments.of("/kubepods/besteffort/pod" + UID + "/" + ID, "docker"),
                Arguments.of("/system.slice/docker-" + ID + ".scope", "docker"),
                Arguments.of(
                        "/kubepods.slice/kubepods-pod" + UID_UNDERSCORES + ".slice/crio-" + ID + ".scope", "cri-o"),
                Arguments.of("/kubepods/pod" + UID + "/crio-" + ID, "cri-o"),
                Arguments.of("/kubepods.slice/cri-containerd-" + ID + ".scope", "cri"),
                Arguments.of("/system.slice/kubepods-pod" + UID_UNDERSCORES + ".slice:cri-containerd:" + ID, "cri"),
                Arguments.of("/system.slice/nerdctl-" + ID + ".scope", "cri"));
    }

    @ParameterizedTest
    @MethodSource("pathsOfEngines")
    void findsTheIdOfSixtyFourDigits(String path, String engine) {
        CgroupMatch match = path(path);

        assertThat(match).isNotNull();
        assertThat(match.type().label()).isEqualTo(engine);
        assertThat(match.containerId()).isEqualTo(SHORT);
        assertThat(match.fullId()).isEqualTo(ID);
    }

    static Stream<Arguments> pathsWithNames() {
        return Stream.of(
                Arguments.of("/lxc/web-1", "lxc", "web-1"),
                Arguments.of("/lxc/web-1/system.slice/x.service", "lxc", "web-1"),
                Arguments.of("/lxc.payload/web-1", "lxc", "web-1"),
                Arguments.of("/lxc.payload.web-1/init.scope", "lxc", "web-1"),
                Arguments.of("/lxc/a-name-of-more-than-twelve", "lxc", "a-name-of-more-than-twelve"),
                Arguments.of("/machine/guest.libvirt-lxc", "libvirt-lxc", "guest"),
                Arguments.of("/machine.slice/machine-lxc\\x2dguest.scope", "libvirt-lxc", "guest"),
                Arguments.of("/machine.slice/machine-lxc\\x2dguest.scope/libvirt", "libvirt-lxc", "guest"),
                // Its own pattern stands behind those of LXC, which match first.
                Arguments.of("/libvirt/lxc/guest", "lxc", "guest"),
                Arguments.of("/system.slice/bpm-nats.scope", "bpm", "nats"),
                Arguments.of("/default/web", "containerd", "web"),
                Arguments.of("/default/a-name-of-more", "containerd", "a-name-of-mo"),
                Arguments.of("/default/web/below", "containerd", "web"),
                Arguments.of("/k8s.io/web", "containerd", "web"));
    }

    @ParameterizedTest
    @MethodSource("pathsWithNames")
    void findsAName(String path, String engine, String id) {
        CgroupMatch match = path(path);

        assertThat(match).isNotNull();
        assertThat(match.type().label()).isEqualTo(engine);
        assertThat(match.containerId()).isEqualTo(id);
    }

    @Test
    void findsPodmanWithoutRootBelowTheUsersSlice() {
        CgroupMatch match = resolve("name=systemd=/user.slice/user-1000.slice/user@1000.service/" + ID);

        assertThat(match.type()).isEqualTo(ContainerType.PODMAN);
        assertThat(match.containerId()).isEqualTo(SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESOS_TASK_ID=app.1", "mesos_task_id=app_1", "MESOS_EXECUTOR_ID=app.1"})
    void findsMesosByItsEnvironment(String assignment) {
        String uuid = "0a1b2c3d-0000-1111-2222-333344445555";

        CgroupMatch match =
                CgroupResolver.resolve(List.of("cpu=/mesos/" + uuid), List.of("PATH=/bin", assignment), List.of());

        assertThat(match.type()).isEqualTo(ContainerType.MESOS);
        assertThat(match.containerId()).isEqualTo(uuid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MESOS_TASK_ID=ab", "MESOS_TASK_ID=nodots", "XMESOS_TASK_ID=a.b"})
    void findsNoMesosWithoutAPlausibleTask(String assignment) {
        String path = "cpu=/mesos/0a1b2c3d-0000-1111-2222-333344445555";

        assertThat(CgroupResolver.resolve(List.of(path), List.of(assignment), List.of()))
                .isNull();
    }

    @Test
    void findsRktByItsEnvironmentOrArguments() {
        List<String> cgroups = List.of("name=systemd=/machine.slice/x/system.slice/app.service");

        assertThat(CgroupResolver.resolve(cgroups, List.of("container_uuid=u-1"), List.of())
                        .containerId())
                .isEqualTo("u-1:app");
        assertThat(CgroupResolver.resolve(cgroups, List.of(), List.of("--uuid=u-2"))
                        .containerId())
                .isEqualTo("u-2:app");
    }

    @ParameterizedTest
    @MethodSource("podPaths")
    void findsThePodWithEitherCgroupDriver(String path, String uid) {
        assertThat(path(path).podUid()).isEqualTo(uid);
    }

    static Stream<Arguments> podPaths() {
        String slice = "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod";
        String staticPod = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        return Stream.of(
                Arguments.of("/kubepods/besteffort/pod" + UID + "/" + ID, UID),
                Arguments.of("/kubepods/pod" + UID + "/" + ID, UID),
                Arguments.of(slice + UID_UNDERSCORES + ".slice/cri-containerd-" + ID + ".scope", UID),
                Arguments.of(slice + UID_UNDERSCORES + ".slice/crio-" + ID + ".scope", UID),
                Arguments.of(slice + UID_UNDERSCORES + ".slice/docker-" + ID + ".scope", UID),
                Arguments.of(
                        "/system.slice/kubepods-burstable-pod" + UID_UNDERSCORES + ".slice:cri-containerd:" + ID, UID),
                Arguments.of("/kubepods/burstable/pod" + staticPod + "/" + ID, staticPod),
                Arguments.of("/kubelet/kubepods/pod" + UID + "/" + ID, UID),
                Arguments.of("/docker/" + ID, ""),
                Arguments.of("/machine.slice/libpod-" + ID + ".scope", ""),
                Arguments.of("/podium/podxyz/" + ID, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/user.slice/user-1000.slice/session-3.scope",
                "/system.slice/sshd.service",
                "/system.slice/containerd.service",
                "/machine.slice/libpod-conmon-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope",
                "/docker/0123456789abcdef",
                "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
                "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/",
                "/default/sshd.service",
                "/default/user.slice/x",
                "/default/",
                "/other/web",
                "/bpm-a b.scope",
                "/bpm-.scope",
                "/machine.slice/machine-lxc\\x2d.scope",
            })
    void findsNothingElsewhere(String path) {
        assertThat(path(path)).isNull();
    }

    @Test
    void keepsTheCaseOfTheId() {
        assertThat(path("/docker/" + "ABcd".repeat(16)).containerId()).isEqualTo("ABcdABcdABcd");
    }

    @Test
    void anEntryWithoutAnEqualsSignVoidsAll() {
        assertThat(resolve("cpu=/docker/" + ID, "broken")).isNull();
    }

    @Test
    void noCgroupsAreNoContainer() {
        assertThat(resolve()).isNull();
        assertThat(resolve("cpu=", "memory=/")).isNull();
    }

    @Test
    void anEngineLooksAtEveryPathBeforeTheNextEngineDoes() {
        CgroupMatch match = resolve("cpu=/docker/" + OTHER, "name=systemd=/machine.slice/libpod-" + ID + ".scope");

        assertThat(match.type()).isEqualTo(ContainerType.PODMAN);
    }

    @Test
    void theFirstPathOfAnEngineWins() {
        assertThat(resolve("cpu=/", "memory=/docker/" + ID, "pids=/docker/" + OTHER)
                        .fullId())
                .isEqualTo(ID);
    }

    @Test
    void containersInContainersAreTheInnermost() {
        assertThat(path("/docker/" + OTHER + "/docker/" + ID).fullId()).isEqualTo(ID);
    }

    @Test
    @Timeout(10)
    void longPathsCostNoMoreThanTheirLength() {
        List<String> cgroups = new ArrayList<>();
        for (String part : List.of("bpm-", "-lxc\\x2d", "/lxcx", "/pod0a1b2c3d", "/mesos/", "/libpod-", ".scope")) {
            cgroups.add("cpu=/" + part.repeat(60_000 / part.length()));
        }
        cgroups.add("cpu=/.scope/" + "bpm-".repeat(15_000));

        for (int run = 0; run < 100; run++) {
            Collections.rotate(cgroups, 1);
            assertThat(CgroupResolver.resolve(cgroups, List.of("MESOS_TASK_ID=a.b"), List.of()))
                    .isNull();
        }
    }
}
