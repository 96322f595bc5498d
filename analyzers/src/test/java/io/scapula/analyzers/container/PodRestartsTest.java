package io.scapula.analyzers.container;

import static io.scapula.analyzers.container.ContainerStory.FULL_ID;
import static io.scapula.analyzers.container.ContainerStory.ID;
import static io.scapula.analyzers.container.ContainerStory.OTHER_FULL_ID;
import static io.scapula.analyzers.container.ContainerStory.OTHER_ID;
import static io.scapula.analyzers.container.ContainerStory.POD_UID;
import static io.scapula.analyzers.container.ContainerStory.docker;
import static io.scapula.analyzers.container.ContainerStory.inPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs are restarts of one another, which pod they are of, and what is only there to hold a pod. */
class PodRestartsTest {
    private static final String OTHER_POD = "9f9f9f9f-0000-1111-2222-333344445555";
    private static final String[] PLACE = {"k8s.pod.name", "container.name", "container.id", "attempt", "restarts"};

    @Test
    void containersOfOneNameInAPodFollowOneAnother() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/bin/web")
                .named(ID, "web-0", "web", false)
                .exits(100, 1)
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/web")
                .named(OTHER_ID, "web-0", "web", false)
                .pods();

        assertThat(Rows.of(pods, PLACE)).containsExactly("web-0 web " + ID + " 0 1", "web-0 web " + OTHER_ID + " 1 1");
    }

    @Test
    void containersOfOneNameInTwoPodsDoNot() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(OTHER_POD, FULL_ID), "/bin/web")
                .exits(100, 1)
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, "attempt", "restarts")).containsExactly("0 0", "0 0");
    }

    @Test
    void containersOfTwoNamesInAPodDoNot() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/bin/app")
                .named(ID, "web-0", "setup", false)
                .exits(100, 0)
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/app")
                .named(OTHER_ID, "web-0", "web", false)
                .pods();

        assertThat(Rows.of(pods, PLACE))
                .containsExactly("web-0 setup " + ID + " 0 0", "web-0 web " + OTHER_ID + " 0 0");
    }

    @Test
    void withoutNamesTheSameCommandInAPodIsARestart() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/bin/web", "-p", "80")
                .exits(100, 1)
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/web", "-p", "80")
                .pods();

        assertThat(Rows.of(pods, "container.id", "attempt", "restarts"))
                .containsExactly(ID + " 0 1", OTHER_ID + " 1 1");
    }

    @Test
    void twoEqualSidecarsAtTheSameTimeAreTwo() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/bin/proxy")
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/proxy")
                .exits(100, 1)
                .starts(300, inPod(POD_UID, "cd".repeat(32)), "/bin/proxy")
                .pods();

        assertThat(Rows.of(pods, "container.id", "attempt", "restarts"))
                .containsExactly(ID + " 0 1", "cdcdcdcdcdcd 1 1", OTHER_ID + " 0 0");
    }

    @Test
    void withoutAPodOrANameNothingButTheIdTells() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .exits(100, 1)
                .starts(200, docker(OTHER_FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, "attempt", "restarts")).containsExactly("0 0", "0 0");
    }

    @Test
    void aContainerOfTheSameNameOutsideOfKubernetesIsARestart() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .named(ID, "web")
                .exits(100, 1)
                .starts(200, docker(OTHER_FULL_ID), "/bin/web")
                .named(OTHER_ID, "web")
                .pods();

        assertThat(Rows.of(pods, PLACE)).containsExactly("- web " + ID + " 0 1", "- web " + OTHER_ID + " 1 1");
    }

    @ParameterizedTest
    @CsvSource({
        "k8s_web_web-0_shop_0a1b2c3d-0000-1111-2222-333344445555_2, shop web-0 web",
        "k8s_web.9f3a_web-0_shop_0a1b2c3d-0000-1111-2222-333344445555_4b7c, shop web-0 web",
        "k8s_kube-dns.1a2b_kube-dns-v19-lbuxg_kube-system_9f9f_7, kube-system kube-dns-v19-lbuxg kube-dns",
        "web, - - web",
        "k8s_web, - - k8s_web",
    })
    void oldDockerNamesTellThePod(String name, String expected) {
        Table pods = ContainerStory.start().named(ID, name).pods();

        assertThat(Rows.of(pods, "k8s.ns.name", "k8s.pod.name", "container.name"))
                .containsExactly(expected);
    }

    @Test
    void oldDockerNamesTellRestarts() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .named(ID, "k8s_web_web-0_shop_uid-1_0")
                .exits(100, 1)
                .starts(200, docker(OTHER_FULL_ID), "/bin/web")
                .named(OTHER_ID, "k8s_web_web-0_shop_uid-1_1")
                .pods();

        assertThat(Rows.of(pods, PLACE)).containsExactly("web-0 web " + ID + " 0 1", "web-0 web " + OTHER_ID + " 1 1");
        assertThat(pods.text(0, "k8s.pod.uid")).isEqualTo("uid-1");
    }

    @Test
    void sandboxesAreLeftOutUnlessAskedFor() {
        ContainerStory story = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/pause")
                .named(ID, "web-0", "POD", true)
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/web")
                .named(OTHER_ID, "web-0", "web", false);

        Table without = story.pods();
        Table with = story.pods("sandboxes");

        assertThat(Rows.of(without, "container.id")).containsExactly(OTHER_ID);
        assertThat(without.notes()).containsExactly("1 pod sandbox is left out; --sandboxes lists it as well.");
        assertThat(Rows.of(with, "container.id")).containsExactly(ID, OTHER_ID);
        assertThat(with.notes()).isEmpty();
    }

    @Test
    void aSandboxIsKnownByItsProgramIfNothingDescribesIt() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/pause")
                .starts(200, inPod(POD_UID, OTHER_FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, "container.id")).containsExactly(OTHER_ID);
    }

    @Test
    void aProgramCalledPauseOutsideOfAPodIsNoSandbox() {
        Table pods =
                ContainerStory.start().starts(100, docker(FULL_ID), "/pause").pods();

        assertThat(Rows.of(pods, "container.id")).containsExactly(ID);
    }

    @Test
    void theOldDockerNameOfASandboxTells() {
        Table pods =
                ContainerStory.start().named(ID, "k8s_POD_web-0_shop_uid-1_0").pods();

        assertThat(pods.rowCount()).isZero();
        assertThat(pods.notes()).hasSize(1);
    }

    @Test
    void aCaptureWithoutDescriptionsSaysSo() {
        Table pods =
                ContainerStory.start().starts(100, docker(FULL_ID), "/bin/web").pods();

        assertThat(pods.notes()).singleElement().asString().contains("holds no container metadata");
    }

    @Test
    void aCaptureWithoutContainersHasNothingToSay() {
        Table pods = ContainerStory.start(Task.process(77)).pods();

        assertThat(pods.rowCount()).isZero();
        assertThat(pods.notes()).isEmpty();
    }
}
