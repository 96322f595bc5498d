package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SavedVersionsTest {
    /** Follows from the others. */
    private static final List<String> DERIVED = List.of("published");

    @Test
    void everyPropertyOfAThreadHasAColumn() {
        assertThat(SavedVersions.THREADS.columns()).hasSize(properties(ThreadVersion.class));
    }

    @Test
    void everyPropertyOfADescriptorHasAColumn() {
        assertThat(SavedVersions.FDS.columns()).hasSize(properties(FdVersion.class));
    }

    private static int properties(Class<?> type) {
        return (int) Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName)
                .filter(name -> !DERIVED.contains(name))
                .count();
    }

    @Test
    void columnsDoNotMixPropertiesUp() throws IllegalAccessException {
        assertRoundTrip(SavedVersions.THREADS, ThreadVersion.class);
        assertRoundTrip(SavedVersions.FDS, FdVersion.class);
    }

    /** Sets one column after the other to something else than it is and looks that just one property has changed. */
    private static <T> void assertRoundTrip(SavedVersions<T> versions, Class<T> type) throws IllegalAccessException {
        for (SavedColumn<T> column : versions.columns()) {
            T empty = versions.create().get();
            T changed = versions.create().get();
            if (column instanceof SavedColumn.Numbers<T> numbers) {
                numbers.set().accept(changed, 1);
                assertThat(numbers.get().applyAsLong(changed)).as(column.name()).isEqualTo(1);
            } else if (column instanceof SavedColumn.Texts<T> texts) {
                String value =
                        column.name().equals("type") ? "FILE" : column.name().equals("protocol") ? "TCP" : "4:7f000001";
                texts.set().accept(changed, value);
                assertThat(texts.get().apply(changed)).as(column.name()).isEqualTo(value);
            } else if (column instanceof SavedColumn.Lists<T> lists) {
                lists.set().accept(changed, List.of("a", ""));
                assertThat(lists.get().apply(changed)).as(column.name()).containsExactly("a", "");
            }
            int differing = 0;
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !DERIVED.contains(field.getName())) {
                    field.setAccessible(true);
                    differing += Objects.equals(field.get(empty), field.get(changed)) ? 0 : 1;
                }
            }
            assertThat(differing).as(column.name()).isEqualTo(1);
        }
    }
}
