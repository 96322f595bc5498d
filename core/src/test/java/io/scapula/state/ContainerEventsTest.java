package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where containers come from: {@code state-engine} 10.2 and 10.3. */
class ContainerEventsTest {
    private static final String FULL = "0123456789abcdef".repeat(4);
    private static final String ID = "0123456789ab";
    private static final String POD = "0a1b2c3d-0000-1111-2222-333344445555";

    private static String json(String name) {
        return "{\"container\":{\"id\":\"" + ID + "\",\"type\":7,\"name\":\"" + name + "\"}}";
    }

    private static ContainerVersion container(Workload workload) {
        return workload.replay().state().container(ID);
    }

    @Test
    void aDescriptionIsTaken() {
        assertThat(container(Workload.start().container(json("web"))).name()).isEqualTo("web");
    }

    @Test
    void theSameDescriptionAgainIsToldOfAndChangesNothing() {
        Replay replay = Workload.start()
                .container(json("web"))
                .container(json("db"))
                .container(json("web"))
                .container(json("web"))
                .replay();

        assertThat(replay.containers()).extracting(ContainerVersion::name).containsExactly("web", "db", "web", "web");
        assertThat(replay.containers().get(3)).isSameAs(replay.containers().get(2));
    }

    @Test
    void theOldestDescriptionIsFourParameters() {
        ContainerVersion container = container(
                Workload.start().event(EventBytes.of("CONTAINER_E").thread(-1).values(ID, 0, "web", "nginx:1")));

        assertThat(container.name()).isEqualTo("web");
        assertThat(container.image()).isEqualTo("nginx:1");
        assertThat(container.type()).isEqualTo(ContainerType.DOCKER);
    }

    @Test
    void theShorterJsonEventIsTaken() {
        assertThat(container(Workload.start()
                                .event(EventBytes.of("CONTAINER_JSON_E")
                                        .thread(-1)
                                        .values(json("web"))))
                        .name())
                .isEqualTo("web");
    }

    @Test
    void thePluginsEventIsTaken() {
        assertThat(container(Workload.start()
                                .event(EventBytes.of("ASYNCEVENT_E").thread(-1).values(1, "container", json("web"))))
                        .name())
                .isEqualTo("web");
    }

    @Test
    void anotherEventOfAPluginIsNone() {
        assertThat(container(Workload.start()
                        .event(EventBytes.of("ASYNCEVENT_E").thread(-1).values(1, "other", json("web")))))
                .isNull();
    }

    @Test
    void aContainerThatIsSaidToBeGoneIsForgotten() {
        Workload workload = Workload.start()
                .container(json("web"))
                .event(EventBytes.of("ASYNCEVENT_E").thread(-1).values(1, "container_removed", json("web")));

        assertThat(container(workload)).isNull();
    }

    @Test
    void aContainerThatComesBackIsDescribedAnew() {
        Workload workload = Workload.start()
                .container(json("early"))
                .event(EventBytes.of("ASYNCEVENT_E").thread(-1).values(1, "container_removed", json("early")))
                .container(json("late"));

        assertThat(container(workload).name()).isEqualTo("late");
    }

    @Test
    void aLaterDescriptionReplacesTheEarlierAsAWhole() {
        ContainerVersion container = container(
                Workload.start().container(json("early")).container("{\"id\":\"" + ID + "\",\"image\":\"nginx\"}"));

        assertThat(container.name()).isEmpty();
        assertThat(container.image()).isEqualTo("nginx");
    }

    @Test
    void cgroupsTellOfAContainerThatNothingDescribes() {
        Replay replay = Workload.start()
                .running(Task.process(10).inContainer("/kubepods/pod" + POD + "/" + FULL, 1))
                .replay();

        assertThat(replay.containers())
                .singleElement()
                .extracting(ContainerVersion::id, ContainerVersion::podUid, ContainerVersion::described)
                .containsExactly(ID, POD, false);
    }

    @Test
    void aDescriptionWithoutAPodKeepsTheOneOfTheCgroups() {
        Workload workload = Workload.start()
                .running(Task.process(10).inContainer("/kubepods/pod" + POD + "/" + FULL, 1))
                .container(json("web"));

        assertThat(container(workload).podUid()).isEqualTo(POD);
        assertThat(container(workload).name()).isEqualTo("web");
    }

    @Test
    void cgroupsAddThePodToADescription() {
        Workload workload = Workload.start()
                .running(Task.process(1))
                .container(json("web"))
                .known(Task.process(10).parent(1).inContainer("/kubepods/pod" + POD + "/" + FULL, 10))
                .exec(10, "/bin/web");

        assertThat(container(workload).podUid()).isEqualTo(POD);
        assertThat(container(workload).type()).isEqualTo(ContainerType.CONTAINERD);
    }

    @Test
    void anExecveMovesAProcessIntoItsContainer() {
        Workload workload = Workload.start().running(Task.process(1)).fork(1, 10);
        workload.task(10).inContainer("/docker/" + FULL, 1);

        Replay replay = workload.exec(10, "/bin/web").replay();

        assertThat(replay.thread(10).containerId()).isEqualTo(ID);
        assertThat(replay.told()).containsSubsequence("container " + ID, "program 10 web was task parent 1");
    }

    @Test
    void mesosIsFoundOnceTheEnvironmentTells() {
        String cgroup = "/mesos/0a1b2c3d-0000-1111-2222-333344445555";

        Replay replay = Workload.start()
                .running(
                        Task.process(10).cgroups("cpu=" + cgroup),
                        Task.process(11).cgroups("cpu=" + cgroup).env("MESOS_TASK_ID=web.1"))
                .replay();

        assertThat(replay.thread(10).containerId()).isEmpty();
        assertThat(replay.thread(11).containerId()).startsWith("0a1b2c3d");
    }

    @Test
    void whatCannotBeReadIsCounted() {
        Replay replay = Workload.start().container("{").container(json("web")).replay();

        assertThat(replay.state().unreadableContainers()).isEqualTo(1);
        assertThat(replay.state().containers()).hasSize(1);
    }

    @Test
    void aDescriptionBeyondTheLimitIsNotRead() {
        StateLimits limits = new StateLimits(100, 100, 100, 100, 50);

        Replay replay =
                Replay.of(Workload.start().container(json("x".repeat(50))).toByteArray(), limits);

        assertThat(replay.state().unreadableContainers()).isEqualTo(1);
    }

    @Test
    void containersBeyondTheLimitAreLeftOut() {
        Workload workload = Workload.start();
        for (String id : List.of("a", "b", "c")) {
            workload.container("{\"id\":\"" + id + "\"}");
        }

        Replay replay = Replay.of(workload.toByteArray(), new StateLimits(100, 100, 100, 2, 100));

        assertThat(replay.state().containers()).extracting(ContainerVersion::id).containsExactly("a", "b");
        assertThat(replay.state().limitReached()).isTrue();
    }
}
