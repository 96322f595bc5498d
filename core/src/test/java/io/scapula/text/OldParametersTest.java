package io.scapula.text;

import static io.scapula.text.ParameterLines.PROCESS;
import static io.scapula.text.ParameterLines.ofOldRecorder;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.SocketBytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters as sysdig 0.29.3 shows them: every expectation is what it printed for the same bytes. */
class OldParametersTest {
    private static final ParameterLines LINES = ofOldRecorder();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String constant, Object... values) {
        return LINES.of(constant, values);
    }

    private static String path(String path) {
        return line("SYSCALL_STAT_X", 0, path);
    }

    private static String pathBelow(long directory, String path) {
        return line("SYSCALL_UNLINKAT_2_X", 0, directory, path, 0);
    }

    @Test
    void anEventWithoutParametersHasAnEmptyLine() {
        assertThat(line("SYSCALL_OPEN_E")).isEmpty();
    }

    @Test
    void systemCallsWithoutEventsOfTheirOwnShowNothing() {
        assertThat(line("GENERIC_E", 100, 200)).isEmpty();
        assertThat(line("GENERIC_X", 100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"298, sigreturn", "300, newfstatat", "0, <unknown>", "9999, <unknown syscall>"})
    void aSystemCallOfSuchAnEventHasItsName(int code, String name) {
        assertThat(LINES.resolved(EventBytes.of("GENERIC_X").thread(PROCESS).values(code), 0))
                .isEqualTo(name);
    }

    @Test
    void everyParameterIsFollowedByABlank() {
        assertThat(line("SYSCALL_MMAP_X", 0x7F1A14E6F000L, 230264, 5644, 0))
                .isEqualTo("res=7F1A14E6F000 vm_size=230264 vm_rss=5644 vm_swap=0 ");
    }

    @Test
    void parametersThatWereNotRecordedAreNotShown() {
        assertThat(line("SYSCALL_SIGNALFD_E", 3)).isEqualTo("fd=3(<f>/etc/passwd) ");
    }

    @ParameterizedTest
    @CsvSource({
        "3, fd=3(<f>/etc/passwd)",
        "4, fd=4(<4t>10.0.0.1:1234->10.0.0.2:80)",
        "5, fd=5(<u>/run/x)",
        "6, fd=6(<d>/dir)",
        "99, fd=99",
        "-1, fd=-1(EPERM)",
        "-11, fd=-11(EAGAIN)",
        "-100, fd=-100(AT_FDCWD)",
        "-99999, fd=-99999",
        "-1099511627776, fd=-1099511627776"
    })
    void aDescriptorHasItsTypeAndName(long number, String shown) {
        assertThat(line("SYSCALL_FSTAT_E", number)).isEqualTo(shown + " ");
    }

    @Test
    void aNameLosesWhatIsNotPrintableAscii() {
        assertThat(line("SYSCALL_FSTAT_E", 8)).isEqualTo("fd=8(<f>/tmp/) ");
    }

    @Test
    void aDescriptorOfAThreadThatIsNotKnownIsANumber() {
        assertThat(LINES.of(EventBytes.of("SYSCALL_FSTAT_E").thread(4444).values(3)))
                .isEqualTo("fd=3 ");
    }

    @Test
    void aClosedDescriptorIsStillShownByTheEventThatClosesIt() {
        assertThat(line("SYSCALL_CLOSE_E", 3)).isEqualTo("fd=3(<f>/etc/passwd) ");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 9, pid=200(other) sig=9(SIGKILL)",
        "100, 34, pid=100(me) sig=34",
        "0, 0, pid=0 sig=0",
        "-200, 255, pid=-200 sig=255",
        "999, 17, pid=999 sig=17(SIGCHLD)"
    })
    void aProcessHasItsNameAndASignalToo(long pid, int signal, String shown) {
        assertThat(line("SYSCALL_KILL_E", pid, signal)).isEqualTo(shown + " ");
    }

    @Test
    void unsigned32BitNumbersShowAsSigned() {
        assertThat(line("SYSCALL_READ_E", 99, 0xFFFFFFFFL)).isEqualTo("fd=99 size=-1 ");
    }

    @Test
    void unsigned64BitNumbersShowAsSigned() {
        assertThat(line("SYSCALL_GETRLIMIT_X", 0, 8388608, -1)).isEqualTo("res=0 cur=8388608 max=-1 ");
    }

    @Test
    void hexadecimalNumbersKeepTheirWidth() {
        assertThat(line("SYSCALL_SEMGET_E", -2, 0, 0)).startsWith("key=FFFFFFFE ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 03", "438, 0666"})
    void octalNumbersBeginWithAZero(int mode, String shown) {
        assertThat(line("SYSCALL_OPEN_E", "/x", 0, mode)).endsWith(" mode=" + shown + " ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0(O_NONE)", "1, 1(O_RDONLY)", "3, 3(O_RDWR)", "4097, 4097(O_RDONLY|O_CLOEXEC)", "262144, 262144"})
    void flagsAreDecimalWithTheirNames(int flags, String shown) {
        assertThat(line("SYSCALL_OPEN_E", "/x", flags, 0)).contains(" flags=" + shown + " ");
    }

    @ParameterizedTest
    @CsvSource({"1, 1(AF_LOCAL)", "2, 2(AF_INET)", "100, 100(AF_IEEE802154)"})
    void enumerationsAreTakenForFlags(int domain, String shown) {
        assertThat(line("SOCKET_SOCKET_E", domain, 1, 0)).isEqualTo("domain=" + shown + " type=1 proto=0 ");
    }

    @Test
    void modesAreOctalWithTheirNames() {
        assertThat(line("SYSCALL_FCHMOD_X", 0, 99, 0644))
                .isEqualTo("res=0 fd=99 mode=0644(S_IROTH|S_IRGRP|S_IWUSR|S_IRUSR) ");
    }

    @ParameterizedTest
    @CsvSource({
        "foo, foo(/home/u/foo)",
        "../foo, ../foo(/home/foo)",
        "./a//b/./c, ./a//b/./c(/home/u/a/b/c)",
        "../../../../x, ../../../../x(/x)",
        "a/.., a/..(/home/u)",
        "., .(/home/u)",
        "'', (/home/u)",
        "/abs, /abs",
        "/abs/../x, /abs/../x",
        "<NA>, <NA>",
        "(NULL), (NULL)(/home/u/(NULL))"
    })
    void aRelativePathIsResolvedFromTheWorkingDirectory(String path, String shown) {
        assertThat(path(path)).isEqualTo("res=0 path=" + shown + " ");
    }

    @Test
    void aPathLosesWhatIsNotPrintableAsciiAndShowsItAsDotsWhenResolved() {
        assertThat(path("a\u0001é\nb")).isEqualTo("res=0 path=ab(/home/u/a....b) ");
    }

    @Test
    void aPathThatIsTooLongIsNotResolved() {
        String path = "x".repeat(1025);

        assertThat(path(path)).isEqualTo("res=0 path=" + path + "(/DIR_TOO_LONG/FILENAME_TOO_LONG) ");
    }

    @ParameterizedTest
    @CsvSource({
        "6, etc, dirfd=6(<d>/dir) name=etc(/dir/etc)",
        "6, ../x, dirfd=6(<d>/dir) name=../x(/x)",
        "6, '', dirfd=6(<d>/dir) name=(/dir)",
        "7, etc, dirfd=7(<d>/) name=etc(//etc)",
        "-100, etc, dirfd=-100(AT_FDCWD) name=etc(/home/u/etc)",
        "99, etc, dirfd=99 name=etc(etc)",
        "99, ., dirfd=99 name=.",
        "-2, ../x, dirfd=-2(ENOENT) name=../x(x)"
    })
    void aPathCanBeRelativeToADescriptor(long directory, String path, String shown) {
        assertThat(pathBelow(directory, path)).isEqualTo("res=0 " + shown + " flags=0 ");
    }

    @Test
    void openat2ForgetsItsDirectoryWhenItBegins() {
        assertThat(line("SYSCALL_OPENAT2_E", 6, "a", 0, 0, 0)).contains(" name=a(/home/u/a) ");
    }

    @Test
    void textIsShownAsItIs() {
        assertThat(line("SYSCALL_MOUNT_X", 0, "d\u0001év", "/dir", "ty\npe"))
                .isEqualTo("res=0 dev=d\u0001év dir=/dir type=ty\npe ");
    }

    @Test
    void textThatIsNoUtf8KeepsItsBytes() {
        assertThat(line("SYSCALL_MOUNT_X", 0, new byte[] {'a', (byte) 0xFF, 0}, "/", "t"))
                .startsWith("res=0 dev=a\uDCFF dir=/ ");
    }

    @Test
    void dataShowsADotForWhatIsNotPrintable() {
        assertThat(line("SYSCALL_READ_X", 6, bytes("é\n a~\u007F"))).isEqualTo("res=6 data=... a~. ");
    }

    @Test
    void noDataShowsNothing() {
        assertThat(line("SYSCALL_READ_X", -2, null)).isEqualTo("res=-2(ENOENT) data= ");
    }

    @Test
    void dataUpToEightyBytesIsWhole() {
        assertThat(line("SYSCALL_READ_X", 80, bytes("a".repeat(80)))).isEqualTo("res=80 data=" + "a".repeat(80) + " ");
    }

    @Test
    void longerDataEndsInThreeDotsWithinEighty() {
        assertThat(line("SYSCALL_READ_X", 81, bytes("a".repeat(81))))
                .isEqualTo("res=81 data=" + "a".repeat(77) + "... ");
    }

    @Test
    void longDataIsWholeIfAskedFor() {
        assertThat(LINES.withFullBuffers().of("SYSCALL_READ_X", 300, bytes("a".repeat(300))))
                .isEqualTo("res=300 data=" + "a".repeat(300) + " ");
    }

    @Test
    void onlyPrintableDataIsCut() {
        assertThat(LINES.with(BufferFormat.ASCII).of("SYSCALL_READ_X", 300, bytes("a".repeat(300))))
                .isEqualTo("res=300 data=\n" + "a".repeat(300) + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0(0s)",
        "1, 1(1e-09s)",
        "99999, 99999(9.9999e-05s)",
        "100000, 100000(0.0001s)",
        "1234567890, 1234567890(1.23457s)",
        "1000000000000000, 1000000000000000(1e+06s)",
        "-2, 18446744073709551614(1.84467e+10s)",
        "-1, none"
    })
    void aSpanOfTimeIsInNanosecondsAndSeconds(long nanos, String shown) {
        assertThat(line("SYSCALL_NANOSLEEP_E", nanos)).isEqualTo("interval=" + shown + " ");
    }

    private static byte[] polled(long... descriptorsAndEvents) {
        Bytes list = Bytes.in(ByteOrder.LITTLE_ENDIAN).u16(descriptorsAndEvents.length / 2);
        for (int index = 0; index < descriptorsAndEvents.length; index += 2) {
            list.u64(descriptorsAndEvents[index]).u16((int) descriptorsAndEvents[index + 1]);
        }
        return list.toByteArray();
    }

    @Test
    void polledDescriptorsHaveTheirTypeAndEvents() {
        assertThat(line("SYSCALL_POLL_E", polled(3, 1, 9, 0x8001, -1, 0x1F), 5))
                .isEqualTo("fds=3:f1 9:?ffff8001 18446744073709551615:?1f timeout=5 ");
    }

    @Test
    void pollingNothingShowsNothing() {
        assertThat(line("SYSCALL_POLL_X", 0, polled())).isEqualTo("res=0 fds= ");
    }

    @Test
    void aPollListThatClaimsMoreThanItHoldsShowsWhatItHolds() {
        byte[] list = polled(3, 1);
        list[0] = (byte) 200;

        assertThat(line("SYSCALL_POLL_X", 1, list)).isEqualTo("res=1 fds=3:f1 ");
    }

    @Test
    void anAddressHasItsPort() {
        assertThat(line("SOCKET_BIND_X", 0, SocketBytes.address("1.2.3.4", 80))).isEqualTo("res=0 addr=1.2.3.4:80 ");
        assertThat(line("SOCKET_BIND_X", 0, SocketBytes.address("2001:db8::3", 80)))
                .isEqualTo("res=0 addr=2001:db8::3:80 ");
    }

    @Test
    void theAddressOfAUnixSocketIsItsPath() {
        assertThat(line("SOCKET_BIND_X", 0, SocketBytes.path("/a/b\u0001cé"))).isEqualTo("res=0 addr=/a/bc ");
    }

    @Test
    void anAddressOfAnotherFamilyShowsTheFamily() {
        assertThat(line("SOCKET_BIND_X", 0, new byte[] {16, 1, 2})).isEqualTo("res=0 addr=family 16 ");
    }

    @Test
    void anAddressOfTheWrongSizeIsInvalid() {
        assertThat(line("SOCKET_BIND_X", 0, new byte[] {2, 1, 2, 3, 4})).isEqualTo("res=0 addr=INVALID IPv4 ");
        assertThat(line("SOCKET_BIND_X", 0, new byte[] {10, 1, 2, 3, 4})).isEqualTo("res=0 addr=INVALID IPv6 ");
    }

    @Test
    void noAddressAndNoTupleAreNull() {
        assertThat(line("SOCKET_BIND_X", 0, null)).isEqualTo("res=0 addr=NULL ");
        assertThat(line("SOCKET_SENDTO_E", 99, 5, null)).isEqualTo("fd=99 size=5 tuple=NULL ");
    }

    private static String tuple(byte[] tuple) {
        return line("SOCKET_SENDTO_E", 99, 5, tuple);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 5.6.7.8, 1.2.3.4:80->5.6.7.8:81",
        "2001:db8::1, fe80::1:0:0:2, 2001:db8::1:80->fe80::1:0:0:2:81",
        "::ffff:1.2.3.4, ::ffff:5.6.7.8, 1.2.3.4:80->5.6.7.8:81",
        "::ffff:1.2.3.4, ::, 1.2.3.4:80->0.0.0.0:81",
        "::ffff:1.2.3.4, ::1, ::ffff:1.2.3.4:80->::1:81",
        "::1.2.3.4, ::, ::1.2.3.4:80->:::81"
    })
    void aTupleHasBothEnds(String source, String destination, String shown) {
        byte[] tuple = source.contains(":")
                ? Bytes.in(ByteOrder.LITTLE_ENDIAN)
                        .u8(10)
                        .raw(ipv6(source))
                        .u16(80)
                        .raw(ipv6(destination))
                        .u16(81)
                        .toByteArray()
                : SocketBytes.tuple(source, 80, destination, 81);

        assertThat(tuple(tuple)).isEqualTo("fd=99 size=5 tuple=" + shown + " ");
    }

    /** The bytes, since Java turns mapped addresses into IPv4 ones. */
    private static byte[] ipv6(String address) {
        Bytes bytes = Bytes.in(ByteOrder.BIG_ENDIAN);
        if (address.endsWith(".4") || address.endsWith(".8")) {
            boolean mapped = address.startsWith("::ffff:");
            String dotted = address.substring(mapped ? 7 : 2);
            return bytes.zeros(10).u16(mapped ? 0xFFFF : 0).address(dotted).toByteArray();
        }
        return bytes.address(address).toByteArray();
    }

    @Test
    void theTupleOfAUnixSocketHasTwoKernelAddressesAndAPath() {
        assertThat(tuple(SocketBytes.unixTuple(0, 0xFFFF8EDCFDA06800L, "/var/run/nscd")))
                .isEqualTo("fd=99 size=5 tuple=0->ffff8edcfda06800 /var/run/nscd ");
    }

    @Test
    void aTupleThatIsCutOffDoesNotThrow() {
        assertThat(tuple(new byte[] {1, 2, 3})).isEqualTo("fd=99 size=5 tuple=NULL ");
        assertThat(tuple(new byte[] {2, 2, 3})).isEqualTo("fd=99 size=5 tuple=INVALID IPv4 ");
        assertThat(tuple(new byte[] {17, 2, 3})).isEqualTo("fd=99 size=5 tuple=family 17 ");
    }

    @Test
    void usersAndGroupsHaveTheirNames() {
        assertThat(line("SYSCALL_SETRESUID_E", 1000, 0xFFFFFFFFL, 4242))
                .isEqualTo("ruid=1000(bob) euid=-1(<NONE>) suid=4242(<NA>) ");
        assertThat(line("SYSCALL_SETGID_E", 1000)).isEqualTo("gid=1000(bobs) ");
        assertThat(line("SYSCALL_SETUID_E", 0)).isEqualTo("uid=0(root) ");
    }

    @Test
    void aSignalMaskIsItsNames() {
        assertThat(line("SYSCALL_PPOLL_E", polled(), 0, 0x103)).endsWith("sigmask=SIGHUP SIGINT SIGKILL ");
    }

    @ParameterizedTest
    @CsvSource({"0, 7, val=....", "1, -2, val=-2(ENOENT)", "3, 5, val=5", "4, 1000000000, val=1000000000(1s)"})
    void aValueOfManyTypesIsShownAsTheTypeItHas(int variant, long number, String shown) {
        Bytes value = Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(variant);
        value = variant == 0 ? value.u32(number) : value.u64(number);

        assertThat(line("SOCKET_SETSOCKOPT_X", 0, 99, 1, 1, value.toByteArray(), 4))
                .contains(" " + shown + " ");
    }

    @Test
    void aValueOfATypeThatIsNotKnownIsShownAsBytes() {
        assertThat(line("SOCKET_SETSOCKOPT_X", 0, 99, 1, 1, new byte[] {77, 'a'}, 4))
                .contains(" val=Ma ");
    }

    @Test
    void somePartsHadOtherTypesAndNames() {
        assertThat(line("SYSCALL_EVENTFD_E", 0, 100)).isEqualTo("initval=0 flags=100 ");
        assertThat(line("SYSCALL_SETPGID_X", 100)).isEqualTo("res=100(me) ");
        assertThat(line("SYSCALL_MMAP_X", -2, 0, 0, 0)).startsWith("res=FFFFFFFFFFFFFFFE vm_size");
        assertThat(line(
                        "SYSCALL_EXECVE_19_X",
                        -2,
                        "e",
                        null,
                        1,
                        1,
                        1,
                        "/",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        "c",
                        null,
                        null,
                        34816,
                        100,
                        0xFFFFFFFFL))
                .endsWith(" tty=34816 pgid=100(me) loginuid=-1 ");
    }

    @Test
    void listsOfTextsShowADotForEachNul() {
        assertThat(line("SYSCALL_CLONE_20_X", 0, "curl", bytes("-6\0http://x\0")))
                .isEqualTo("res=0 exe=curl args=-6.http://x. ");
    }

    @Test
    void numbersAreReadInTheByteOrderOfTheCapture() {
        byte[] tuple = Bytes.in(ByteOrder.BIG_ENDIAN)
                .u8(2)
                .address("1.2.3.4")
                .u16(80)
                .address("5.6.7.8")
                .u16(443)
                .toByteArray();

        assertThat(LINES.in(ByteOrder.BIG_ENDIAN).of("SOCKET_SENDTO_E", 99, 5, tuple))
                .isEqualTo("fd=99 size=5 tuple=1.2.3.4:80->5.6.7.8:443 ");
    }

    @Test
    void aNumberOfTheWrongSizeIsNotAvailable() {
        assertThat(LINES.of(EventBytes.of("SYSCALL_FSTAT_E").thread(PROCESS).values((Object) new byte[] {1, 2, 3})))
                .isEqualTo("fd=<NA> ");
    }
}
