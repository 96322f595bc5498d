package io.scapula.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.architecture.Reactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final String CRASHLOOP =
            Reactor.directory("src/test/resources/captures/crashloop.scap.gz").toString();

    private interface Program {
        void run() throws IOException, SQLException;
    }

    @Test
    void namesTheRestartedContainer() throws IOException, SQLException {
        String printed = printedBy(() -> RestartedContainers.main(new String[] {CRASHLOOP}));

        assertThat(printed)
                .isEqualToNormalizingNewlines(
                        "payments-6c4f9d5b7-k8s2m payments: restarted 5 times, last exit code 1\n");
    }

    @Test
    void printsThePathThatWasMissing() throws IOException, SQLException {
        String printed = printedBy(() -> OpenedFiles.main(new String[] {CRASHLOOP}));

        assertThat(printed.lines().filter(line -> line.endsWith(" /etc/payments/config.yaml")))
                .hasSize(6);
    }

    @Test
    void namesTheBusiestProgram() throws IOException, SQLException {
        String printed = printedBy(() -> BusiestPrograms.main(new String[] {CRASHLOOP}));

        assertThat(printed.lines().toList())
                .hasSizeGreaterThan(2)
                .first()
                .asString()
                .matches("container_name +proc_name +calls +failed");
    }

    private static String printedBy(Program program) throws IOException, SQLException {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
