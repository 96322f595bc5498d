package io.scapula.text;

import static io.scapula.text.ParameterLines.ofCurrentRecorder;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.SocketBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of current recordings as today's library shows them, where that differs from sysdig 0.29.3. */
class CurrentParametersTest {
    private static String line(String constant, Object... values) {
        return ofCurrentRecorder().of(constant, values);
    }

    @Test
    void blanksStandBetweenParametersOnly() {
        assertThat(line("SYSCALL_READ_X", 2, "hi".getBytes(StandardCharsets.UTF_8), 3, 10))
                .isEqualTo("res=2 data=hi fd=3(<f>/etc/passwd) size=10");
    }

    @Test
    void anEventWithoutParametersHasAnEmptyLine() {
        assertThat(line("SYSCALL_READ_X")).isEmpty();
    }

    @Test
    void whatIsPresentButEmptySaysSo() {
        assertThat(line("SYSCALL_READ_X", 0, null, 99, 10)).isEqualTo("res=0 data=NULL fd=99 size=10");
        assertThat(line("SYSCALL_CHDIR_X", 0, null)).isEqualTo("res=0 path=<NA>");
        assertThat(line("SOCKET_SENDTO_X", 0, null, 99, 0, null)).endsWith("tuple=NULL");
        assertThat(line("SYSCALL_POLL_X", 0, null)).isEqualTo("res=0 fds=NULL");
    }

    @ParameterizedTest
    @CsvSource({"1, 1(AF_LOCAL|AF_UNIX)", "2, 2(AF_INET)", "100, 100"})
    void anEnumerationHasEveryNameOfItsExactValue(int domain, String shown) {
        assertThat(line("SOCKET_SOCKET_E", domain, 1, 0)).isEqualTo("domain=" + shown + " type=1 proto=0");
    }

    @Test
    void idsHaveTheirNames() {
        assertThat(line("SYSCALL_SETUID_E", 0xFFFFFFFFL)).isEqualTo("uid=-1(<NONE>)");
        assertThat(line("SYSCALL_SETUID_E", 1000)).isEqualTo("uid=1000(bob)");
        assertThat(line("SYSCALL_SETGID_E", 0)).isEqualTo("gid=0(root)");
        assertThat(line("SYSCALL_SETGID_E", 4242)).isEqualTo("gid=4242(<NA>)");
    }

    @Test
    void timesAreDatesInTheChosenZone() {
        Object[] values = new Object[27];
        java.util.Arrays.fill(values, 0);
        values[1] = "e";
        values[2] = null;
        values[6] = "/";
        values[13] = "c";
        values[14] = null;
        values[15] = null;
        values[24] = 1663687649147483648L;
        values[25] = -7559684389854775808L;

        assertThat(line("SYSCALL_EXECVE_19_X", values))
                .contains(" exe_ino_ctime=2022-09-20 15:27:29.147483648"
                        + " exe_ino_mtime=2314-12-31 15:14:43.854775808 ");
    }

    @Test
    void whatIsNoPrintableCharacterIsReplaced() {
        assertThat(line("SOCKET_BIND_X", 0, SocketBytes.path("/s\né"), 8))
                .isEqualTo("res=0 addr=/s\uFFFDé fd=8(<f>/s\uFFFDé)");
    }

    @Test
    void anEmptyPathIsNotResolved() {
        assertThat(line("SYSCALL_EXECVEAT_E", 6, "", 1)).isEqualTo("dirfd=6(<d>/dir) pathname= flags=1(AT_EMPTY_PATH)");
    }

    @Test
    void anAddressThatCouldNotBeMappedKeepsItsErrorName() {
        assertThat(line("SYSCALL_MMAP_X", -12, 0, 0, 0)).startsWith("res=FFFFFFFFFFFFFFF4(ENOMEM) ");
    }

    @Test
    void aSocketTellsItsProtocolOnceItsRoleIsKnown() {
        assertThat(line("SOCKET_SOCKET_X", 20, 2, 1, 6)).startsWith("fd=20(<4>) ");
    }
}
