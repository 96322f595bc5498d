package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.format.EventCursor;
import io.scapula.state.StateEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other people's captures, event by event: what the state engine says of the thread and its container, and what sysdig
 * 0.29.3 prints. Where sysdig and today's library differ, the engine follows the latter; such differences stand in {@link
 * #TOLERANCES} with their reason, and one event more fails.
 */
class ThreadStateSysdigTest {
    private static final List<StateColumn> COLUMNS = List.of(
            StateColumn.PROC_PID,
            StateColumn.PROC_NAME,
            StateColumn.PROC_PPID,
            StateColumn.PROC_PNAME,
            StateColumn.PROC_EXEPATH,
            StateColumn.PROC_CMDLINE,
            StateColumn.PROC_CWD,
            StateColumn.PROC_SID,
            StateColumn.USER_NAME,
            StateColumn.CONTAINER_ID,
            StateColumn.CONTAINER_NAME,
            StateColumn.CONTAINER_IMAGE);

    private static final List<Tolerance> TOLERANCES = List.of(
            new Tolerance(
                    StateColumn.PROC_PPID,
                    "sysdig prints the recorded parent id, or -1, even of a parent that is not known; today's library"
                            + " finds the parent process or none",
                    Map.of(
                            "connect_localhost", 4,
                            "docker-haproxy-502", 6536,
                            "ping_sendto", 20,
                            "single_ipv6_conn", 28)),
            new Tolerance(
                    StateColumn.PROC_PNAME,
                    "sysdig takes the thread that cloned a thread for its parent; today's library asks for the process"
                            + " above it",
                    Map.of("curl_google", 158, "docker-haproxy-502", 5465)),
            new Tolerance(
                    StateColumn.USER_NAME,
                    "sysdig looks a container's user up among the host's",
                    Map.of("docker-haproxy-502", 2921)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect_localhost",
                "curl_google",
                "docker-haproxy-502",
                "open-multiple-files",
                "ping_sendto",
                "run_as_user_0_container",
                "single_ipv6_conn"
            })
    void everyEventIsToldAsSysdigTellsIt(String name) throws IOException {
        assumeThat(SysdigOutput.isInstalled()).as("whether sysdig is installed").isTrue();
        Path capture = ComparedCaptures.shared("captures/" + name + ".scap");
        SysdigOutput output = SysdigOutput.of(capture, COLUMNS);
        Comparison comparison = new Comparison(output);

        StateReplay.run(capture, comparison);

        String report = comparison.tallies.report(name);
        System.out.println(report);
        assertThat(comparison.tallies.events())
                .as("events that sysdig prints")
                .isEqualTo(output.events().size())
                .isPositive();
        SoftAssertions.assertSoftly(softly -> {
            for (ColumnTally tally : comparison.tallies.all()) {
                softly.assertThat(tally.differing())
                        .as("%s", report)
                        .isLessThanOrEqualTo(Tolerance.of(TOLERANCES, name, tally.column()));
            }
        });
    }

    private static final class Comparison implements StateReplay.Visitor {
        private final ColumnTallies tallies = new ColumnTallies(UnaryOperator.identity());
        private final SysdigOutput output;

        Comparison(SysdigOutput output) {
            this.output = output;
        }

        @Override
        public void event(EventCursor event, StateEngine state) {
            Map<StateColumn, String> expected = output.events().get(event.number());
            if (expected != null) {
                tallies.compare(expected, event, state);
            }
        }
    }
}
