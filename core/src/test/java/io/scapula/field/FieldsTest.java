package io.scapula.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.text.DisplayOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and arguments as people write them. */
class FieldsTest {
    private static final Fields FIELDS = new Fields(DisplayOptions.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "evt.arg.flags, evt.arg, flags",
        "evt.rawarg.res, evt.rawarg, res",
        "evt.type.is.openat, evt.type.is, openat",
        "evt.type.is.3, evt.type.is, 3",
        "thread.cgroup.cpu, thread.cgroup, cpu",
        "evt.abspath.dst, evt.abspath, dst",
        "k8s.pod.label.app.kubernetes.io/name, k8s.pod.label, app.kubernetes.io/name",
    })
    void takesWhatFollowsTheLongestNameAsTheArgument(String written, String field, String argument)
            throws FieldException {
        BoundField bound = FIELDS.bind(written, null);

        assertThat(bound.field().name()).isEqualTo(field);
        assertThat(bound.argument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @CsvSource({
        "proc.aname, 2, proc.aname[2]",
        "evt.arg, 0, evt.arg[0]",
        "evt.arg, flags, evt.arg.flags",
        "evt.type.is, 3, evt.type.is[3]",
        "k8s.pod.label, app/x, k8s.pod.label[app/x]",
        "proc.env, PATH, proc.env[PATH]",
    })
    void writesArgumentsSoThatTheyCanBeReadAgain(String name, String argument, String written) throws FieldException {
        assertThat(FIELDS.bind(name, argument).text()).isEqualTo(written);
    }

    @Test
    void chainHasOneValueOnceAPositionIsGiven() throws FieldException {
        assertThat(FIELDS.bind("proc.aname", null).multiplicity()).isEqualTo(Multiplicity.CHAIN);
        assertThat(FIELDS.bind("proc.aname", "1").multiplicity()).isEqualTo(Multiplicity.SINGLE);
    }

    @ParameterizedTest
    @CsvSource({"res, SIGNED", "cgroups, BYTES", "data, BYTES", "fd, SIGNED", "filename, PATH", "tuple, BYTES"})
    void rawParameterHasTheTypeOfItsParameter(String parameter, FieldType type) throws FieldException {
        assertThat(FIELDS.bind("evt.rawarg." + parameter, null).type()).isEqualTo(type);
    }

    @Test
    void unknownFieldIsAnError() {
        assertThatThrownBy(() -> FIELDS.bind("proc.nme", null))
                .isInstanceOf(FieldException.class)
                .hasMessage("nonexistent field proc.nme");
    }

    @Test
    void fieldWithoutArgumentsHasNoneAfterADotEither() {
        assertThatThrownBy(() -> FIELDS.bind("proc.name.x", null)).hasMessage("nonexistent field proc.name.x");
    }

    @Test
    void argumentWhereNoneBelongsIsAnError() {
        assertThatThrownBy(() -> FIELDS.bind("proc.name", "1"))
                .hasMessage("field proc.name takes no argument; it has '1'");
    }

    @Test
    void missingArgumentIsAnErrorThatSaysHowToWriteIt() {
        assertThatThrownBy(() -> FIELDS.bind("container.label", null))
                .hasMessageContaining("container.label[ARGUMENT]");
        assertThatThrownBy(() -> FIELDS.bind("evt.arg", null)).hasMessageContaining("evt.arg.ARGUMENT");
    }

    @Test
    void twoArgumentsAreAnError() {
        assertThatThrownBy(() -> FIELDS.bind("evt.arg.res", "1")).hasMessageContaining("takes one argument");
    }

    @Test
    void parameterThatNoEventHasIsAnError() {
        assertThatThrownBy(() -> FIELDS.bind("evt.arg.nonsense", null))
                .hasMessage("evt.arg.nonsense: no event has a parameter 'nonsense'");
    }

    @Test
    void rawParametersHaveNoPositions() {
        assertThatThrownBy(() -> FIELDS.bind("evt.rawarg", "1")).hasMessageContaining("not a position");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999999999999", "1x"})
    void positionThatIsNoNumberIsAnError(String argument) {
        assertThatThrownBy(() -> FIELDS.bind("proc.aname", argument))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining("proc.aname[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt.type.is.nonsense", "evt.type.is.100000", "evt.abspath.up", "thread.cgroup.a-b"})
    void argumentThatMeansNothingIsAnError(String written) {
        assertThatThrownBy(() -> FIELDS.bind(written, null)).isInstanceOf(FieldException.class);
    }

    @Test
    void suggestsNamesThatAreNear() {
        assertThat(FIELDS.similarTo("proc.nmae")).first().isEqualTo("proc.name");
        assertThat(FIELDS.similarTo("fd.sprot")).contains("fd.sport");
        assertThat(FIELDS.similarTo("completely.different.thing")).isEmpty();
    }
}
