package io.scapula.analyzers.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {
    private static String script(Workload workload) {
        Table commands = workload.answer(new Commands(), Map.of());
        return Rows.of(commands, "script").get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bin/sh | install.sh -y | install.sh",
                "/bin/bash | -x install.sh | install.sh",
                "/bin/bash | -o pipefail run.sh | run.sh",
                "/usr/bin/python3.11 | -m http.server 8000 | -m http.server",
                "/usr/bin/python3 | -mhttp.server 8000 | -m http.server",
                "/usr/bin/python3 | -u /app/main.py --port 1 | /app/main.py",
                "/usr/bin/perl | -i.bak fix.pl | fix.pl",
                "/usr/bin/node | --require ./hook.js server.js | server.js",
                "/opt/jdk/bin/java | -Xmx1g -cp lib com.example.Main | com.example.Main",
                "/opt/jdk/bin/java | -Xmx1g -jar app.jar serve | app.jar",
                "/usr/bin/cat | notes.txt | -",
                "/bin/bash | -i | -",
            })
    void theScriptOfAnInterpreterIsTold(String path, String arguments, String script) {
        assertThat(script(Workload.start().running(Task.process(10)).exec(10, path, arguments.split(" "))))
                .isEqualTo(script);
    }

    @Test
    void theTextBehindAnOptionIsTheScript() {
        assertThat(script(Workload.start().running(Task.process(10)).exec(10, "/bin/bash", "-lc", "cd /srv; ls")))
                .isEqualTo("-c cd /srv; ls");
    }

    /** What the kernel makes of {@code #!/opt/tool -x}: its name is the script's, its arguments begin with the interpreter's. */
    @Test
    void aScriptThatTheKernelStartedNeedsNoKnownInterpreter() {
        Workload workload = Workload.start().running(Task.process(10));
        workload.execScript(10, "./deploy.x", "/opt/tool", "-x", "./deploy.x", "now");

        assertThat(script(workload)).isEqualTo("./deploy.x");
    }

    @Test
    void aProgramThatReadsItselfIsNoScript() {
        assertThat(script(Workload.start().running(Task.process(10)).exec(10, "/bin/cat", "/bin/cat")))
                .isEqualTo("-");
    }
}
