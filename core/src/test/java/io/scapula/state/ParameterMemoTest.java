package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.ReadOptions;
import io.scapula.testing.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterMemoTest {
    private static final int TEXT = 0;

    private int made;

    @Test
    void makesTheValueOfTheSameBytesOnce() throws IOException {
        List<Object> values = values("web", "db", "web", "web", "db");

        assertThat(values).containsExactly("web", "db", "web", "web", "db");
        assertThat(values.get(2)).isSameAs(values.get(0));
        assertThat(values.get(4)).isSameAs(values.get(1));
        assertThat(made).isEqualTo(2);
    }

    @Test
    void tellsApartWhatBeginsAlike() throws IOException {
        assertThat(values("web", "web1", "we", "", "web")).containsExactly("web", "web1", "we", "", "web");
    }

    @Test
    void isRightWithMoreValuesThanPlaces() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < 20_000; number++) {
            texts.add("container " + number % 7_000);
        }

        assertThat(values(texts.toArray(String[]::new))).isEqualTo(texts);
    }

    @Test
    void makesLongValuesEachTime() throws IOException {
        String large = "x".repeat(20_000);

        assertThat(values(large, "small", large)).containsExactly(large, "small", large);
        assertThat(made).isEqualTo(3);
    }

    @Test
    void forgetsWhatWasCleared() throws IOException {
        ParameterMemo<Object> memo = memo();
        try (CaptureReader reader = reader("web", "web")) {
            EventCursor cursor = reader.events();
            cursor.advance();
            memo.of(cursor, TEXT);
            memo.clear();
            cursor.advance();

            assertThat(memo.of(cursor, TEXT)).isEqualTo("web");
            assertThat(made).isEqualTo(2);
        }
    }

    private ParameterMemo<Object> memo() {
        return new ParameterMemo<>((event, index) -> {
            made++;
            String text = event.text(index);
            return text == null ? "" : text;
        });
    }

    private List<Object> values(String... texts) throws IOException {
        ParameterMemo<Object> memo = memo();
        List<Object> values = new ArrayList<>();
        try (CaptureReader reader = reader(texts)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                values.add(memo.of(cursor, TEXT));
            }
        }
        return values;
    }

    private static CaptureReader reader(String... texts) throws IOException {
        Workload workload = Workload.start();
        for (String text : texts) {
            workload.container(text);
        }
        return CaptureReader.open(new ByteArrayInputStream(workload.toByteArray()), "test.scap", ReadOptions.DEFAULT);
    }
}
