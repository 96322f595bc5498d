package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about filters that make no sense, and where. */
class FilterErrorsTest {
    private static FilterException error(String filter) {
        FilterException error = catchThrowableOfType(FilterException.class, () -> TestFields.compile(filter));
        assertThat(error).as(filter).isNotNull();
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 0 | the filter is empty",
                "` ` | 1 | the filter is empty",
                "(evt.cpu=1 | 10 | expected a ')' token",
                "evt.cpu=1) | 9 | unexpected ')'",
                "() | 1 | expected a field",
                "evt.cpu | 7 | expected a valid check operator: one of exists <= < >= > = != glob iglob contains icontains "
                        + "bcontains startswith bstartswith endswith regex intersects in pmatch",
                "evt.cpu IN (1) | 8 | expected a valid check operator",
                "evt.cpu = | 9 | expected a value after '='",
                "evt.cpu > | 9 | expected a value after '>'",
                "proc.name = (a) | 12 | expected a value after '='",
                "proc.name in a,b | 14 | unexpected token after 'a'",
                "proc.name in bar | 13 | unexpected identifier 'bar'",
                "proc.name in 'a' | 13 | expected a list in parentheses after 'in'",
                "proc.name in (a b) | 16 | expected ',' or ')' in the list",
                "proc.name in (a,b | 17 | expected ',' or ')' in the list",
                "proc.name = 'a | 12 | unclosed quote",
                "proc.name = \"a\\qb\" | 14 | unsupported string escape sequence: \\q",
                "proc.name = \"\\x4\" | 13 | unsupported string escape sequence: \\x4",
                "proc.name = \"a\\'b\" | 14 | unsupported string escape sequence: \\'",
                "proc.name = \"\\x00\" | 13 | filter value cannot contain a NUL byte",
                "proc.name = a b | 14 | unexpected token after 'a', expecting 'or', 'and'",
                "proc.name = a andproc.name=b | 14 | unexpected token after 'a', expecting 'or', 'and'",
                "proc.name = a and | 17 | expected a field",
                "and proc.name = a | 0 | expected a field",
                "spawned | 0 | unexpected identifier 'spawned'",
                "not spawned | 4 | unexpected identifier 'spawned'",
                "nope.foo = 1 | 0 | nonexistent field nope.foo",
                "proc.env[] = 1 | 9 | expected an argument in the brackets",
                "proc.env[a = 1 | 10 | expected a ']' token",
                "upcase(proc.name) = A | 0 | unknown transformer 'upcase'",
                "len() = 1 | 4 | expected a field, a transformer",
                "len(proc.name, proc.exe) = 1 | 0 | wrong number of arguments for 'len'",
                "concat(proc.name) = a | 0 | wrong number of arguments for 'concat'",
                "len(proc.name = 1 | 14 | expected a ')' token",
                "val(proc.name) = a | 0 | val() can only stand on the right-hand side",
                "proc.name = val(tolower(proc.name)) | 16 | expected a field within val()",
                "len(fd.num) = 1 | 4 | can't add field transformer: type 'SIGNED' is not supported by 'len' transformer "
                        + "applied on field 'fd.num'",
                "tolower(proc.aname) = a | 8 | can't add field transformer",
                "join(',', proc.name) = a | 10 | is not supported by 'join' transformer",
                "tolower(proc.name)[1] = a | 0 | takes no argument",
                "fd.num contains 3 | 7 | 'contains' operator not supported for numeric filters",
                "fd.num pmatch (3) | 7 | 'pmatch' operator not supported for numeric filters",
                "evt.is_io < true | 10 | '<' operator not supported for boolean filters",
                "fd.sip > 1.2.3.4 | 7 | '>' operator not supported for IP address filters",
                "fd.snet contains 1 | 8 | 'contains' operator not supported for IP network filters",
                "evt.buffer < a | 11 | '<' operator not supported for buffer filters",
                "evt.buffer icontains a | 11 | 'icontains' operator not supported for buffer filters",
                "proc.name bcontains 41 | 10 | 'bcontains' operator not supported for string filters",
                "fd.types = file | 9 | '=' operator not supported for list filters",
                "fd.num = 3.0 | 9 | 3.0 is not a valid number",
                "fd.num = 1e3 | 9 | 1e3 is not a valid number",
                "fd.num = 0x10 | 9 | 0x10 is not a valid number, write 16",
                "fd.num = abc | 9 | abc is not a valid number",
                "fd.num = '' | 9 | is not a valid number",
                "fd.num > 99999999999999999999 | 9 | 99999999999999999999 is not a valid number",
                "evt.num > 18446744073709551616 | 10 | 18446744073709551616 is not a valid number",
                "fd.num in (1, x) | 14 | x is not a valid number",
                "evt.is_io = 1 | 12 | unrecognized boolean value 1",
                "fd.sport = foo | 11 | unrecognized protocol foo",
                "fd.sport = 70000 | 11 | 70000 is not a valid number",
                "fd.sip = 1.2.3 | 9 | unrecognized IPv4 address 1.2.3",
                "fd.sip = 1.2.3.4.5 | 9 | unrecognized IPv4 address",
                "fd.sip = abc | 9 | unrecognized IPv6 address abc",
                "fd.snet = 10.0.0.0 | 10 | unrecognized IPv4 network 10.0.0.0",
                "fd.snet = 10.0.0.0/33 | 10 | invalid netmask 33",
                "fd.snet = ::1/0 | 10 | invalid netmask 0",
                "evt.buffer bcontains 414 | 21 | 414 is not a valid hex string",
                "evt.buffer bcontains zz | 21 | zz is not a valid hex string",
                "proc.name regex a( | 17 | unexpected token after 'a'",
                "proc.name regex '[a' | 16 | invalid regex",
                "proc.name regex '**' | 16 | invalid regex",
                "evt.type = opne | 11 | unknown event type opne",
                "evt.type in (open, foo) | 19 | unknown event type foo",
                "evt.outputtime = 1 | 0 | can only be printed",
                "evt.around[5] > 1 | 14 | supports only the '=' operator",
                "evt.around[x] = 1 | 0 | x is not a valid number",
                "evt.around[5] = x | 16 | x is not a valid number",
                "fd.num = val(proc.name) | 13 | incompatible types",
                "proc.name in val(proc.args) | 17 | incompatible types",
                "proc.name = val(proc.aname) | 16 | cannot stand on the right-hand side",
                "proc.name regex val(proc.exe) | 20 | does not take a right-hand side field",
                "fd.name pmatch val(proc.exe) | 19 | does not take a right-hand side field",
                "fd.snet = val(fd.snet) | 14 | does not take a right-hand side field",
            })
    void saysWhatIsWrongAndWhere(String filter, int offset, String problem) {
        FilterException error = error(filter);

        assertThat(error.problem()).contains(problem);
        assertThat(error.offset()).isEqualTo(offset);
    }

    @Test
    void showsThePlace() {
        assertThat(error("proc.name = a and\nfd.num contains 3"))
                .hasMessage("'contains' operator not supported for numeric filters at line 2, column 8\n"
                        + "  fd.num contains 3\n"
                        + "         ^");
    }

    @Test
    void showsAPartOfALongLine() {
        String filter = "proc.name = a or ".repeat(20) + "fd.num = x" + " or proc.name = a".repeat(20);

        assertThat(error(filter).getMessage().lines().skip(1).toList())
                .allMatch(line -> line.length() < 140)
                .first()
                .asString()
                .contains("fd.num = x")
                .startsWith("  ...")
                .endsWith("...");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(error("proc.name = \u001B[2J\tx y").getMessage().replace("\n", ""))
                .doesNotMatch(".*\\p{Cntrl}.*");
    }

    @Test
    void suggestsTheNearestField() {
        FilterException error = error("proc.nmae = a");

        assertThat(error.suggestions()).containsExactly("proc.name");
        assertThat(error).hasMessageEndingWith("did you mean proc.name?");
    }

    @Test
    void suggestsTheNearestOperator() {
        assertThat(error("proc.name contians a").suggestions()).containsExactly("contains");
        assertThat(error("proc.name EXISTS").suggestions()).containsExactly("exists");
    }

    @Test
    void suggestsTheNearestEventType() {
        assertThat(error("evt.type = opne").suggestions()).containsExactly("open");
    }

    @Test
    void listsWhatWasExpected() {
        assertThat(error("proc.name = a b").expected()).containsExactly("or", "and");
        assertThat(error("(proc.name = a").expected()).containsExactly(")");
        assertThat(error("proc.name foo a").expected()).contains("=", "contains", "pmatch");
    }

    @Test
    void countsLinesAndColumnsFromOne() {
        FilterException error = error("proc.name = a\nand fd.num = x");

        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(14);
    }
}
