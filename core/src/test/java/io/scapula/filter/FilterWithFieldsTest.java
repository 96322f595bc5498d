package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scapula.field.ArgumentForm;
import io.scapula.field.Field;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.text.DisplayOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language with the fields there are. */
class FilterWithFieldsTest {
    private static final Fields FIELDS = new Fields(DisplayOptions.DEFAULT);

    private static FilterException error(String filter) {
        FilterException error = catchThrowableOfType(FilterException.class, () -> Filter.compile(filter, FIELDS));
        assertThat(error).as(filter).isNotNull();
        return error;
    }

    static java.util.List<String> fieldsWithoutArgument() {
        return FIELDS.all().stream()
                .filter(field -> !field.has(FieldFlag.PRINT_ONLY))
                .filter(field -> field.argument().presence() != ArgumentForm.Presence.REQUIRED)
                .map(Field::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fieldsWithoutArgument")
    void everyFieldCanBeAskedFor(String field) {
        assertThat(Filter.compile(field + " exists", FIELDS)).hasToString(field + " exists");
    }

    @Test
    void anUnknownFieldIsAnsweredWithTheNearestOne() {
        FilterException error = error("evt.cpu = 1 and proc.nmae = cat");

        assertThat(error.suggestions()).first().isEqualTo("proc.name");
        assertThat(error.offset()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt.arg = 1", "evt.rawarg = 1", "proc.env = a and evt.around = 5"})
    void aMissingArgumentIsNamed(String filter) {
        assertThat(error(filter).problem()).contains("needs an argument");
    }

    @Test
    void anArgumentThatNoEventHasIsRefused() {
        assertThat(error("evt.arg.nonsense = 1").problem()).contains("nonsense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.arg.flags contains O_RDONLY",
                "evt.arg[0] = 3",
                "evt.rawarg.flags = 4097",
                "evt.type.is.5 = 1",
                "evt.around[1506127469900617765] = 10",
                "proc.aname[2] = sshd",
                "proc.env[HOME] = /root",
                "thread.cgroup.cpu contains docker",
                "k8s.pod.label.app-x/y.z = a",
                "fd.ip = 10.0.0.1 and fd.net in (10.0.0.0/8, fe80::/10) and fd.port = https",
            })
    void argumentsReachTheirFields(String filter) {
        assertThat(Filter.compile(filter, FIELDS)).hasToString(filter);
    }
}
