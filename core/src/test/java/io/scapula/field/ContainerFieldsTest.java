package io.scapula.field;

import static io.scapula.testing.FieldAnswers.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.FieldAnswers;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** Containers and pods. */
class ContainerFieldsTest {
    private static final String ID = "0123456789ab" + "c".repeat(52);
    private static final String SANDBOX = "fedcba987654" + "3".repeat(52);
    private static final String DESCRIPTION = """
            {"container":{"id":"0123456789ab","full_id":"%s","type":7,"name":"web","image":"reg/app:1",
            "imageid":"99","imagerepo":"reg/app","imagetag":"1","imagedigest":"sha256:0","privileged":true,
            "Mounts":[{"Source":"/data","Destination":"/var/lib","Mode":"Z","RW":true,"Propagation":"rprivate"},
            {"Source":"/etc/x","Destination":"/etc/y","Mode":"","RW":false,"Propagation":""}],
            "labels":{"io.kubernetes.pod.name":"web-0","io.kubernetes.pod.namespace":"shop",
            "io.kubernetes.pod.uid":"u-1","tier":"front"},
            "pod_sandbox_id":"%s","pod_sandbox_labels":{"app":"web","io.kubernetes.pod.uid":"u-1"},
            "LivenessProbe":{"exe":"/bin/check","args":["--fast"]}}}
            """.formatted(ID, SANDBOX);
    private static final String SANDBOX_DESCRIPTION = """
            {"container":{"id":"fedcba987654","type":7,"name":"pause","is_pod_sandbox":true,"ip":"10.1.2.3",
            "cni_json":"{}"}}
            """;

    private static byte[] capture(Task... more) {
        Workload workload = Workload.start()
                .container(SANDBOX_DESCRIPTION)
                .container(DESCRIPTION)
                .running(Task.process(1).command("/sbin/init"))
                .running(Task.process(20).parent(1).command("/app").inContainer("/kubepods/pod/" + ID, 1))
                .running(more);
        return workload.call(1, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .call(20, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .call(more.length == 0 ? 20 : 30, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();
    }

    @Test
    void hostIsCalledHost() {
        FieldAnswers init = FieldAnswers.at(3, capture());

        assertThat(init.texts("container.id", "container.name", "container.full_id", "container.type"))
                .containsOnly("host");
        assertThat(init.texts("container.image", "container.privileged", "k8s.pod.name", "container.mounts"))
                .containsOnly(MISSING);
    }

    @Test
    void containerIsToldByItsDescription() {
        FieldAnswers app = FieldAnswers.at(4, capture());

        assertThat(app.texts("container.id", "container.full_id", "container.name", "container.type"))
                .containsExactly("0123456789ab", ID, "web", "containerd");
        assertThat(app.texts("container.image", "container.image.id", "container.image.repository"))
                .containsExactly("reg/app:1", "99", "reg/app");
        assertThat(app.texts(
                        "container.image.tag", "container.image.digest", "container.privileged", "container.host_pid"))
                .containsExactly("1", "sha256:0", "true", "false");
        assertThat(app.texts("container.label[tier]", "container.label[none]")).containsExactly("front", MISSING);
    }

    @Test
    void mountsAreToldWholeByPositionAndByPattern() {
        FieldAnswers app = FieldAnswers.at(4, capture());

        assertThat(app.text("container.mounts")).isEqualTo("/data:/var/lib:Z:true:rprivate,/etc/x:/etc/y::false:");
        assertThat(app.texts(
                        "container.mount[1]", "container.mount[/da*]", "container.mount[/nope]", "container.mount[9]"))
                .containsExactly("/etc/x:/etc/y::false:", "/data:/var/lib:Z:true:rprivate", MISSING, MISSING);
        assertThat(app.texts(
                        "container.mount.source[/var/*]", "container.mount.dest[/data]", "container.mount.rdwr[1]"))
                .containsExactly("/data", "/var/lib", "false");
    }

    @Test
    void podIsToldByLabelsAndItsSandbox() {
        FieldAnswers app = FieldAnswers.at(4, capture());

        assertThat(app.texts("k8s.pod.name", "k8s.ns.name", "k8s.pod.uid", "k8s.pod.id", "k8s.pod.sandbox_id"))
                .containsExactly("web-0", "shop", "u-1", "u-1", "fedcba987654");
        assertThat(app.texts(
                        "k8s.pod.label[app]", "k8s.pod.label.app", "k8s.pod.labels", "k8s.pod.ip", "k8s.pod.cni.json"))
                .containsExactly("web", "web", "app:web", "10.1.2.3", "{}");
        assertThat(app.texts("k8s.rc.name", "k8s.svc.labels")).containsOnly(MISSING);
    }

    @Test
    void probeIsToldApartFromTheContainersOwnProcesses() {
        byte[] capture = capture(
                Task.process(30).parent(1).command("/bin/check", "--fast").inContainer("/kubepods/pod/" + ID, 40));

        assertThat(FieldAnswers.at(5, capture)
                        .texts("proc.is_container_liveness_probe", "proc.is_container_healthcheck"))
                .containsExactly("true", "false");
        assertThat(FieldAnswers.at(4, capture).text("proc.is_container_liveness_probe"))
                .isEqualTo("false");
        assertThat(FieldAnswers.at(4, capture).texts("container.liveness_probe", "container.healthcheck"))
                .containsExactly("/bin/check --fast", "NONE");
    }

    @Test
    void commandOfAProbeBelowTheContainersFirstProcessIsNoProbe() {
        byte[] capture = capture(
                Task.process(30).parent(20).command("/bin/check", "--fast").inContainer("/kubepods/pod/" + ID, 40));

        assertThat(FieldAnswers.at(5, capture).text("proc.is_container_liveness_probe"))
                .isEqualTo("false");
    }
}
