package io.scapula.examples;

import io.scapula.Capture;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Path;

/** Names the containers that were restarted, and how their last run ended. */
public final class RestartedContainers {
    private RestartedContainers() {}

    /** Takes the path of a capture. */
    public static void main(String[] arguments) throws IOException {
        try (Capture capture = Capture.open(Path.of(arguments[0]))) {
            Table pods = capture.analyze("pods");
            for (int row = 0; row < pods.rowCount(); row++) {
                long restarts = pods.integer(row, "restarts");
                boolean isLast = pods.integer(row, "attempt") == restarts;
                if (restarts > 0 && isLast) {
                    System.out.println(pods.value(row, "k8s.pod.name") + " " + pods.value(row, "container.name")
                            + ": restarted " + restarts + " times, last exit code " + pods.value(row, "exit_code"));
                }
            }
        }
    }
}
