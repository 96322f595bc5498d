package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The list of fields. */
class FieldsCommandTest {
    @Test
    void listsEveryField() {
        Cli run = Cli.run("fields", "--format", "jsonl");

        assertThat(run.status()).isZero();
        assertThat(run.outLines()).hasSize(359);
    }

    @Test
    void searchesNamesAndDescriptionsInAnyCase() {
        Cli run = Cli.run("fields", "--search", "LOGIN", "--format", "csv", "--columns", "name");

        assertThat(run.outLines()).contains("proc.loginshellid", "user.shell").doesNotContain("proc.name");
    }

    @Test
    void tellsHowAnArgumentIsWritten() {
        Cli run = Cli.run("fields", "--search", "evt.type.is", "--format", "csv", "--columns", "name,argument");

        assertThat(run.outLines()).contains("evt.type.is,.event or number");
    }

    @Test
    void saysWhichFieldsNoCaptureCanAnswer() {
        Cli run = Cli.run("fields", "--search", "mesos.task.name", "--format", "jsonl");

        assertThat(run.out()).contains("\"available\":false").contains("Never present");
    }

    @Test
    void findsNothingForANonsenseWord() {
        Cli run = Cli.run("fields", "--search", "xyzzy", "--format", "jsonl");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
    }
}
