package io.scapula.filter;

import static io.scapula.filter.TestEvent.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order fields are read, and at what price. */
class EvaluationTest {
    private final TestFields fields = new TestFields();

    private Filter compile(String filter) {
        return Filter.compile(FilterParser.parse(filter), fields, FilterScope.EMPTY);
    }

    @Test
    void theCheapestCheckComesFirst() {
        compile("proc.name regex 'a+' and fd.num = 1")
                .matches(fresh().with("fd.num", 2L).with("proc.name", "a"));

        assertThat(fields.reads).containsExactly("fd.num");
    }

    @Test
    void fieldsThatRememberAreReadInTheWrittenOrder() {
        TestEvent event = fresh().with("fd.num", 2L).with("evt.deltatime", 5L).with("proc.name", "a");

        compile("proc.name regex 'a+' and evt.deltatime > 1 and fd.num = 1").matches(event);

        assertThat(fields.reads).containsExactly("proc.name", "evt.deltatime", "fd.num");
    }

    @Test
    void nothingIsReadOnceTheOutcomeIsKnown() {
        compile("fd.num = 2 or evt.cpu = 1").matches(fresh().with("fd.num", 2L).with("evt.cpu", 1L));

        assertThat(fields.reads).containsExactly("fd.num");
    }

    @ParameterizedTest
    @CsvSource({
        "'evt.around[1000000000] = 10', 0",
        "'evt.around[1700000000000000000] = 1000000000000', 1",
    })
    void aWindowOfTimeIsComparedWithTheEvent(String filter, long all) {
        List<TestEvent> events = RecordedEvents.of("crashloop.scap.gz", 1000);

        assertThat(events.stream().allMatch(compile(filter)::matches)).isEqualTo(all == 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proc.name regex abc | needs no regular expression; '= abc'",
                "proc.name regex '.*abc' | 'endswith abc'",
                "proc.name regex 'abc.*' | 'startswith abc'",
                "proc.name regex '.*abc.*' | 'contains abc'",
                "proc.name = proc.pname | val(proc.pname)",
                "proc.name = 'tolower(proc.exe)' | would be a transformer",
            })
    void warnsOfWhatIsProbablyNotMeant(String filter, String warning) {
        assertThat(compile(filter).warnings())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains(warning));
    }

    @ParameterizedTest
    @CsvSource({"proc.name regex 'a|b'", "proc.name = nginx.conf", "fd.name contains '(x)'", "fd.num = 3"})
    void staysSilentOtherwise(String filter) {
        assertThat(compile(filter).warnings()).isEmpty();
    }

    @Test
    void matchingAllocatesNothing() {
        Filter filter =
                compile("fd.num > 3 and (proc.name in (a, b, c) or fd.name startswith /etc or fd.name glob '/u*/b?n/*'"
                        + " or fd.name pmatch (/home, /root) or fd.name icontains ETC or fd.net = 10.0.0.0/8 or fd.sport != http)"
                        + " and not proc.aname = sshd");
        TestEvent event = fresh().with("fd.num", 5L)
                .with("proc.name", "cat")
                .with("fd.name", "/usr/lib/x")
                .with("fd.sport", 80L)
                .with("proc.aname", "bash", "init");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        matchOften(filter, event);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        matchOften(filter, event);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(allocated).as("bytes for 20000 events").isLessThan(20_000);
    }

    private void matchOften(Filter filter, TestEvent event) {
        for (int count = 0; count < 20_000; count++) {
            filter.matches(event);
            fields.reads.clear();
        }
    }
}
