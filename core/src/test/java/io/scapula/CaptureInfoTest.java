package io.scapula;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import org.junit.jupiter.api.Test;

class CaptureInfoTest {
    private static CaptureInfo info(Workload workload) {
        return new CaptureInfo(workload.history());
    }

    @Test
    void countsEventsByNameAndDirection() {
        Workload workload = Workload.inShape(Shape.PAIRS)
                .running(Task.process(10))
                .call(10, "SYSCALL_CLOSE", 0, 3)
                .exec(10, "/bin/ls")
                .exec(10, "/bin/ls");

        assertThat(Rows.of(info(workload).eventTypes(), "evt.type", "evt.dir", "count"))
                .containsExactly("execve > 2", "execve < 2", "close < 1");
    }

    @Test
    void eventsOfOneNameCountTogetherWhateverTheirAge() {
        Workload workload = Workload.start().running(Task.process(10));
        workload.event(EventBytes.of("SYSCALL_EXECVE_8_X").thread(10).values(-2));
        workload.event(EventBytes.of("SYSCALL_EXECVE_19_X").thread(10).values(-2));

        assertThat(Rows.of(info(workload).eventTypes(), "evt.type", "count")).containsExactly("execve 2");
    }

    @Test
    void tellsTheMachineOfEachSection() {
        Table sections = info(Workload.start().running(Task.process(10), Task.thread(11, 10)))
                .sections();

        assertThat(Rows.of(sections, "hostname", "cpus", "format", "byte_order", "threads", "fds"))
                .containsExactly("node 2 1.2 little_endian 2 0");
    }

    @Test
    void tellsContainersThatWereDescribedAndThoseThatWereNot() {
        Workload workload = Workload.start()
                .running(Task.process(10).inContainer("/docker/" + "ab".repeat(32), 1))
                .container("{\"id\":\"cdcdcdcdcdcd\",\"type\":7,\"name\":\"web\",\"image\":\"nginx\"}");

        Table containers = info(workload).containers();

        assertThat(Rows.of(containers, "container.id", "container.type", "processes"))
                .containsExactly("abababababab docker 1", "cdcdcdcdcdcd containerd 0");
        assertThat(containers.value(0, "container.name")).isNull();
        assertThat(containers.value(0, "sandbox")).isNull();
        assertThat(containers.value(1, "container.name")).isEqualTo("web");
    }

    @Test
    void countsTheNoticesOfDroppedEvents() {
        Workload workload = Workload.start()
                .event(EventBytes.of("DROP_E").values(1))
                .event(EventBytes.of("DROP_X").values(1));

        assertThat(info(workload).dropEvents()).isEqualTo(2);
    }

    @Test
    void aSoundCaptureHasNoDamage() {
        assertThat(info(Workload.start()).damage().rowCount()).isZero();
    }

    @Test
    void namesDamageAndWhereItIs() {
        Workload workload = Workload.start();
        int offset = workload.capture().size();
        workload.event(EventBytes.of("SYSCALL_CLOSE_X").thread(10).values(0, 3).lengthError(100));

        Table damage = info(workload).damage();

        assertThat(Rows.of(damage, "kind", "damage", "block", "byte_offset", "count"))
                .containsExactly("malformed_event true 3 " + offset + " 1");
        assertThat(damage.text(0, "message")).contains("does not fit its block");
    }
}
