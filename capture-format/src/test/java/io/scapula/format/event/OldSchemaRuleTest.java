package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OldSchemaRuleTest {
    private static final EventTable TABLE = EventTable.current();

    private static List<EventType> systemCalls() {
        return TABLE.all().stream()
                .filter(type -> type.has(EventCategory.SYSCALL) && !type.unused())
                .toList();
    }

    private static OldSchemaRule rule(EventType type) {
        OldSchemaRule rule = OldSchemaRule.find(type.code());
        assertThat(rule).as(type.constant()).isNotNull();
        return rule;
    }

    @Test
    void everySystemCallBecomesAnEventThatSysdigKnows() {
        assertThat(systemCalls()).hasSizeGreaterThan(300).allSatisfy(type -> {
            OldSchemaRule rule = rule(type);
            assertThat(rule.type().code()).isLessThanOrEqualTo(OldSchemaRule.LAST_CODE);
            assertThat(rule.type().direction()).isEqualTo(type.direction());
            assertThat(rule.form() == OldSchemaRule.Form.AS_IT_IS).isEqualTo(rule.type() == type);
        });
    }

    @Test
    void everySourceIsAParameterOfTheEvent() {
        assertThat(systemCalls()).allSatisfy(type -> {
            OldSchemaRule rule = rule(type);
            assertThat(rule.parameters().size()).isLessThanOrEqualTo(rule.type().oldestParameterCount());
            assertThat(Stream.concat(rule.parameters().stream(), rule.enter().stream())
                            .filter(source -> source.kind() != OldSchemaRule.Kind.NUMBER)
                            .map(OldSchemaRule.Source::index))
                    .allMatch(index -> index < type.parameters().size());
        });
    }

    /** But for execveat, whose exit does not tell what it was asked, and fstat64, which nobody records any more. */
    @Test
    void everyExitOfTodayTellsItsEnter() {
        List<EventType> exits = systemCalls().stream()
                .filter(type -> type.isExit() && !type.obsolete())
                .toList();

        assertThat(exits)
                .filteredOn(type -> !rule(type).hasEnter())
                .extracting(EventType::constant)
                .containsExactlyInAnyOrder("PPME_SYSCALL_FSTAT64_X", "PPME_SYSCALL_EXECVEAT_X");
        assertThat(exits)
                .filteredOn(type -> rule(type).hasEnter() && rule(type).form() != OldSchemaRule.Form.GENERAL)
                .allSatisfy(type -> assertThat(rule(type).enter())
                        .hasSize(TABLE.get(rule(type).type().code() - 1).oldestParameterCount()));
    }
}
