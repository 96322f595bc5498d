package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Where {@code scapula events} deliberately answers otherwise than the installed sysdig 0.29.3, event by event: both answers
 * are what the table of {@link SysdigDifference} says. If either changes, the document that lists the differences has to.
 */
class SysdigDifferencesTest {
    @TestFactory
    Stream<DynamicTest> bothAnswerAsDocumented() {
        return SysdigDifference.all().stream()
                .map(difference -> dynamicTest(
                        difference.row() + ": " + difference.question().format() + " "
                                + difference.question().filter(),
                        () -> assertAnswers(difference)));
    }

    private static void assertAnswers(SysdigDifference difference) throws IOException, InterruptedException {
        Sysdig.requireInstalled();
        Path capture = Captures.find(difference.capture() + ".scap");
        SysdigPair question = difference.question();

        Sysdig.Run sysdig = Sysdig.run(question.sysdigCommand(capture));
        CommandRun scapula = CommandRun.of(question.scapulaArguments(capture));

        assertAnswer(
                "sysdig", SysdigDifference.answer(sysdig.status(), sysdig.out(), sysdig.err()), difference.sysdig());
        assertAnswer(
                "Scapula",
                SysdigDifference.answer(scapula.status(), scapula.out(), scapula.err()),
                difference.scapula());
    }

    private static void assertAnswer(String who, String answer, String expected) {
        if (expected.startsWith(SysdigDifference.ERROR)) {
            assertThat(answer).as("what %s answers", who).startsWith(expected);
        } else {
            assertThat(answer).as("what %s answers", who).isEqualTo(expected);
        }
    }

    @Test
    void everyLineIsADifference() {
        assertThat(SysdigDifference.all())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.scapula()).isNotEqualTo(difference.sysdig()));
    }
}
