package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser understands, seen in what it prints. */
class FilterParserTest {
    private static String printed(String filter) {
        return FilterParser.parse(filter).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proc.name=cat | proc.name = cat",
                "proc.name==cat | proc.name = cat",
                "fd.num>=3 | fd.num >= 3",
                "fd.num<-1 | fd.num < -1",
                "evt.dir=> | evt.dir = >",
                "evt.dir=< | evt.dir = <",
                "proc.name in(a) | proc.name in (a)",
                "proc.name in () | proc.name in ()",
                "proc.name in ( a , 'b c' ) | proc.name in (a, \"b c\")",
                "fd.name pmatch(/etc,/usr) | fd.name pmatch (/etc, /usr)",
                "fd.types intersects(file) | fd.types intersects (file)",
                "fd.name exists | fd.name exists",
                "proc.aname[2]=sh | proc.aname[2] = sh",
                "proc.env[\"A B\"]=x | proc.env[\"A B\"] = x",
                "proc.env['A']=x | proc.env[A] = x",
                "evt.type.is.5=1 | evt.type.is.5 = 1",
                "k8s.pod.label.app-x/y.z=a | k8s.pod.label.app-x/y.z = a",
                "proc.name = val(proc.pname) | proc.name = val(proc.pname)",
                "proc.name in val(fd.types) | proc.name in val(fd.types)",
                "len(proc.name)>3 | len(proc.name) > 3",
                "tolower(basename(proc.exe)) = tolower( proc.name ) | tolower(basename(proc.exe)) = tolower(proc.name)",
                "getopt(proc.args, 'ab:')[b]=x | getopt(proc.args, \"ab:\")[b] = x",
                "join(',', (proc.name, 'x', 1)) = a | join(\",\", (proc.name, \"x\", \"1\")) = a",
                "proc.name startswith oneof (a,b) | proc.name startswith oneof (a, b)",
                "proc.name = anyof(a) | proc.name = anyof (a)",
                "proc.name = oneof | proc.name = \"oneof\"",
                "proc.name = oneof and fd.num=1 | proc.name = \"oneof\" and fd.num = 1",
                "fd.name contains -> | fd.name contains ->",
            })
    void readsChecks(String filter, String text) {
        assertThat(printed(filter)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.cpu=1 or evt.cpu=2 and evt.cpu=3 | evt.cpu = 1 or evt.cpu = 2 and evt.cpu = 3",
                "(evt.cpu=1 or evt.cpu=2) and evt.cpu=3 | (evt.cpu = 1 or evt.cpu = 2) and evt.cpu = 3",
                "evt.cpu=1 or (evt.cpu=2 and evt.cpu=3) | evt.cpu = 1 or evt.cpu = 2 and evt.cpu = 3",
                "not evt.cpu=1 and evt.cpu=2 | not evt.cpu = 1 and evt.cpu = 2",
                "not (evt.cpu=1 and evt.cpu=2) | not (evt.cpu = 1 and evt.cpu = 2)",
                "not(evt.cpu=1) | not evt.cpu = 1",
                "not not evt.cpu=1 | evt.cpu = 1",
                "not not not evt.cpu=1 | not evt.cpu = 1",
                "not (not evt.cpu=1) | evt.cpu = 1",
                "evt.cpu=1 and(evt.cpu=2) | evt.cpu = 1 and evt.cpu = 2",
                "evt.cpu exists or(evt.cpu=2) | evt.cpu exists or evt.cpu = 2",
                "(evt.cpu=1)and(evt.cpu=2) | evt.cpu = 1 and evt.cpu = 2",
                "((evt.cpu=1)) | evt.cpu = 1",
                "spawned and evt.cpu=1 | spawned and evt.cpu = 1",
            })
    void readsConnectives(String filter, String text) {
        assertThat(printed(filter)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fd.name = a=b | fd.name = \"a=b\"",
                "fd.name = a,b | fd.name = \"a,b\"",
                "fd.name contains'etc' | fd.name contains etc",
                "proc.name in (a,) | proc.name in (a)",
                "proc.name in (,a) | proc.name in (a)",
                "proc.name in (a,,b) | proc.name in (a, b)",
                "proc.name = 'a'and fd.num=1 | proc.name = a and fd.num = 1",
            })
    void acceptsWhatOnlyTheOldScannerTook(String filter, String text) {
        assertThat(printed(filter)).isEqualTo(text);
    }

    @Test
    void blanksAreSpaceTabBackspaceAndLineEnds() {
        assertThat(printed(" \tproc.name\n=\r\n\bcat\n")).isEqualTo("proc.name = cat");
    }

    @Test
    void anAndBindsTighterThanAnOr() {
        Expression expression = FilterParser.parse("evt.cpu=1 or evt.cpu=2 and evt.cpu=3");

        assertThat(expression).isInstanceOf(Expression.Or.class);
        assertThat(((Expression.Or) expression).operands().get(1)).isInstanceOf(Expression.And.class);
    }

    @Test
    void connectivesTakeAnyNumberOfOperands() {
        Expression expression = FilterParser.parse("evt.cpu=1 and evt.cpu=2 and evt.cpu=3");

        assertThat(((Expression.And) expression).operands()).hasSize(3);
    }

    private static String value(String quoted) {
        Expression.Check check = (Expression.Check) FilterParser.parse("fd.name = " + quoted);
        return ((Term.Literal) java.util.Objects.requireNonNull(check.right())).text();
    }

    @Test
    void resolvesEscapes() {
        assertThat(value("\"\\b\\f\\n\\r\\t\\\\\\/\\\"x\\x41\"")).isEqualTo("\b\f\n\r\t\\/\"xA");
    }

    @Test
    void takesTheOtherQuoteAsItIs() {
        assertThat(value("'say \"hi\"'")).isEqualTo("say \"hi\"");
        assertThat(value("\"it's\"")).isEqualTo("it's");
        assertThat(value("'it\\'s'")).isEqualTo("it's");
    }

    @Test
    void escapedBytesMakeUpCharacters() {
        assertThat(value("\"\\xc3\\xa9\"")).isEqualTo("é");
    }

    @Test
    void aByteThatIsNoUtf8IsKept() {
        assertThat(value("\"\\xff\"")).isEqualTo("\uDCFF");
    }

    @Test
    void aBackslashBeforeABlankIsABackslash() {
        assertThat(value("\"C:\\ \"")).isEqualTo("C:\\");
    }

    @Test
    void aQuoteBehindABackslashDoesNotCloseTheString() {
        assertThat(value("\"a\\\\\" b\"")).isEqualTo("a\\\" b");
    }

    @Test
    void anEscapedBackslashMayEndAStringThatWouldOtherwiseBeOpen() {
        assertThat(value("\"C:\\\\\"")).isEqualTo("C:\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C:\\", "\\\"", "a\"b", "", " ", "a b", "(", "x,y", "\n\t", "\uDCFFz", "é", "\\\\", "oneof"})
    void whatIsPrintedIsReadAsTheSameValue(String value) {
        SourcePosition nowhere = new SourcePosition("", 0);
        Expression check = new Expression.Check(
                new Term.FieldReference("fd.name", null, nowhere),
                Operator.EQUAL,
                null,
                new Term.Literal(value, nowhere),
                nowhere);

        assertThat(value(check.text().substring("fd.name = ".length()))).isEqualTo(value);
    }

    @Test
    void nestsAHundredParenthesesAndNoMore() {
        assertThat(printed("(".repeat(100) + "evt.cpu=1" + ")".repeat(100))).isEqualTo("evt.cpu = 1");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> printed("(".repeat(101) + "evt.cpu=1" + ")".repeat(101))))
                .hasMessageContaining("exceeded max depth limit of 100");
    }

    @Test
    void aScopeMayAllowDeeperNesting() {
        FilterScope deep = FilterScope.builder().maximumDepth(1000).build();

        Expression expression = FilterParser.parse("(".repeat(1000) + "evt.cpu=1" + ")".repeat(1000), deep);

        assertThat(expression.text()).isEqualTo("evt.cpu = 1");
    }

    @Test
    void manyNotsNestNothing() {
        assertThat(printed("not ".repeat(100_001) + "evt.cpu=1")).isEqualTo("not evt.cpu = 1");
    }
}
