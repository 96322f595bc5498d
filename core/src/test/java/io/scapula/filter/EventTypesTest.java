package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code evt.type} narrows a filter down to some event codes. */
class EventTypesTest {
    private static final List<TestEvent> EVENTS = RecordedEvents.of("crashloop.scap.gz", 97);

    private static EventTypeSet candidates(String filter) {
        return Objects.requireNonNull(TestFields.compile(filter).candidates(), filter);
    }

    private static int code(String constant) {
        return Objects.requireNonNull(EventTable.current().findByConstant(constant))
                .code();
    }

    @Test
    void allVersionsOfATypeAreCandidates() {
        EventTypeSet candidates = candidates("evt.type = execve");

        assertThat(candidates.contains(code("PPME_SYSCALL_EXECVE_8_X"))).isTrue();
        assertThat(candidates.contains(code("PPME_SYSCALL_EXECVE_19_E"))).isTrue();
        assertThat(candidates.contains(code("PPME_SYSCALL_OPEN_X"))).isFalse();
    }

    @Test
    void aSyscallWithoutEventsOfItsOwnIsAmongTheGenericOnes() {
        EventTypeSet candidates = candidates("evt.type = gettid");

        assertThat(candidates.contains(code("PPME_GENERIC_X"))).isTrue();
        assertThat(candidates.contains(code("PPME_SYSCALL_OPEN_X"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "evt.type in (open) and fd.num = 3, true",
        "evt.type = open or evt.type startswith openat, true",
        "(evt.type = open or evt.type = read) and evt.type != open, true",
        "fd.num = 3 and (evt.type = open and fd.num = 4), true",
        "evt.type = open or fd.num = 3, false",
        "not evt.type = open, false",
        "evt.type != open, false",
        "fd.num = 3, false",
        "evt.type exists, false",
        "evt.deltatime > 1 and evt.type = open, false"
    })
    void onlyAPositiveCheckOfTheTypeNarrows(String filter, boolean narrow) {
        assertThat(TestFields.compile(filter).candidates() != null).isEqualTo(narrow);
    }

    @Test
    void contradictionsLeaveOnlyTheCodesThatStandForAnySyscall() {
        EventTypeSet candidates = candidates("evt.type = open and evt.type = close");

        assertThat(EventTable.current().all().stream()
                        .filter(type -> candidates.contains(type.code()))
                        .map(type -> type.name())
                        .distinct())
                .containsExactlyInAnyOrder("syscall", "asyncevent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type = openat",
                "evt.type != openat",
                "evt.type in (openat, close, gettid)",
                "evt.type startswith o",
                "evt.type contains e",
                "evt.type regex '.*a.*'",
                "evt.type < f",
                "evt.type = anyof (read, write)",
                "evt.type glob 'e*'",
            })
    void theNameIsComparedHoweverItIsKnown(String filter) {
        Filter compiled = TestFields.compile(filter);
        NaiveEvaluator naive = new NaiveEvaluator(new TestFields());

        assertThat(EVENTS)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(compiled.matches(event))
                        .as(event.toString())
                        .isEqualTo(naive.matches(compiled.expression(), event)));
    }

    @Test
    void everySelectedEventIsACandidate() {
        Filter filter = TestFields.compile("evt.type in (openat, read, epoll_wait, futex)");
        List<EventView> selected =
                EVENTS.stream().filter(filter::matches).map(TestEvent::event).toList();

        assertThat(selected)
                .isNotEmpty()
                .allMatch(event -> Objects.requireNonNull(filter.candidates()).contains(event.typeCode()));
    }
}
