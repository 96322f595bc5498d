package io.scapula.analyzers.container;

import static io.scapula.analyzers.container.DyingContainer.EACCES;
import static io.scapula.analyzers.container.DyingContainer.EADDRINUSE;
import static io.scapula.analyzers.container.DyingContainer.ECONNREFUSED;
import static io.scapula.analyzers.container.DyingContainer.ECONNRESET;
import static io.scapula.analyzers.container.DyingContainer.EINPROGRESS;
import static io.scapula.analyzers.container.DyingContainer.ENOENT;
import static io.scapula.analyzers.container.DyingContainer.ENOSPC;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.analyzers.container.DyingContainer.Verdict;
import org.junit.jupiter.api.Test;

/** Why containers die that run the usual programs, each dying in the way that it is known for. */
class PodCausesTest {
    private static void assertSure(Verdict verdict, String cause) {
        assertThat(verdict.cause()).as(verdict.summary()).isEqualTo(cause);
        assertThat(verdict.isSure()).as(verdict.toString()).isTrue();
    }

    private static void assertNotSureOf(Verdict verdict, String cause) {
        assertThat(verdict.cause().equals(cause) && verdict.isSure())
                .as(verdict.summary())
                .isFalse();
    }

    @Test
    void pythonMissesAFileAfterLookingForManyOthers() {
        Verdict verdict = DyingContainer.running("/usr/bin/python3", "main.py")
                .failsToOpen("/usr/bin/pyvenv.cfg", ENOENT)
                .looksInVainFor("/usr/lib/python311.zip")
                .failsToOpen("/usr/lib/python3.11/yaml.so", ENOENT)
                .opens("/app/main.py")
                .failsToOpen("/app/settings.yaml", ENOENT)
                .opens("/app/main.py")
                .prints("Traceback (most recent call last):\n")
                .prints("  File \"/app/main.py\", line 3, in <module>\n")
                .prints("FileNotFoundError: [Errno 2] No such file or directory: '/app/settings.yaml'\n")
                .exits(1);

        assertSure(verdict, "missing_file");
        assertThat(verdict.summary()).contains("/app/settings.yaml does not exist (openat: ENOENT)");
        assertThat(verdict.table().text(0, "last_output")).endsWith("'/app/settings.yaml'");
    }

    @Test
    void aMissingFileThatNobodyPrintsIsOnlyLikely() {
        Verdict verdict = DyingContainer.running("/app/server")
                .failsToOpen("/etc/app/server.toml", ENOENT)
                .exits(1);

        assertThat(verdict.cause()).isEqualTo("missing_file");
        assertThat(verdict.isSure()).isFalse();
    }

    @Test
    void anOptionalFileIsNotToBlame() {
        Verdict verdict = DyingContainer.running("/app/server")
                .failsToOpen("/etc/app/overrides.conf", ENOENT)
                .prints("cannot open /etc/app/overrides.conf: no such file or directory, using defaults\n")
                .waits(3000)
                .prints("FATAL: licence has run out\n")
                .exits(1);

        assertNotSureOf(verdict, "missing_file");
        assertThat(verdict.cause()).isEqualTo("error_exit");
    }

    @Test
    void aMessageAboutAFileThatAWorseOneFollowsMakesNothingCertain() {
        Verdict verdict = DyingContainer.running("/app/server")
                .failsToOpen("/etc/app/colours.conf", ENOENT)
                .prints("no /etc/app/colours.conf\n")
                .prints("fatal: schema version 3 is newer than 2\n")
                .exits(1);

        assertNotSureOf(verdict, "missing_file");
    }

    @Test
    void whatGoesWrongLaterIsTheReason() {
        Verdict verdict = DyingContainer.running("/app/server")
                .failsToOpen("/etc/app/extra.conf", ENOENT)
                .prints("open /etc/app/extra.conf: no such file or directory\n")
                .connects(4, "10.0.0.5", 5432, ECONNREFUSED)
                .prints("dial tcp 10.0.0.5:5432: connect: connection refused\n")
                .exits(1);

        assertSure(verdict, "connection_refused");
    }

    @Test
    void nginxMissesACertificateFileWhichIsAMissingFile() {
        Verdict verdict = DyingContainer.running("/usr/sbin/nginx", "-g", "daemon off;")
                .opens("/etc/nginx/nginx.conf")
                .failsToOpen("/etc/nginx/tls/tls.crt", ENOENT)
                .prints("nginx: [emerg] cannot load certificate \"/etc/nginx/tls/tls.crt\": BIO_new_file() failed\n")
                .exits(1);

        assertSure(verdict, "missing_file");
    }

    @Test
    void nodeFindsItsPortInUse() {
        Verdict verdict = DyingContainer.running("/usr/bin/node", "server.js")
                .binds(3000, EADDRINUSE)
                .prints("Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle\n")
                .exits(1);

        assertSure(verdict, "address_in_use");
        assertThat(verdict.summary()).contains("0.0.0.0:3000");
    }

    @Test
    void javaCannotResolveAName() {
        Verdict verdict = DyingContainer.running("/usr/bin/java", "-jar", "app.jar")
                .asksFor(7, "db.shop.svc.cluster.local", 3, 0)
                .asksFor(7, "db.svc.cluster.local", 3, 0)
                .asksFor(7, "db", 3, 0)
                .prints("Caused by: java.net.UnknownHostException: db: Name or service not known\n")
                .exits(1);

        assertSure(verdict, "name_resolution");
        assertThat(verdict.summary()).contains("10.96.0.10:53 answered NXDOMAIN");
    }

    @Test
    void aNameThatOneSearchDomainKnowsIsResolved() {
        Verdict verdict = DyingContainer.running("/app/server")
                .asksFor(7, "db.shop.svc.cluster.local", 3, 0)
                .asksFor(7, "db.svc.cluster.local", 0, 1)
                .connects(4, "10.96.3.3", 5432, ECONNREFUSED)
                .prints("could not connect to server: Connection refused, host \"db\" (10.96.3.3), port 5432\n")
                .exits(2);

        assertSure(verdict, "connection_refused");
    }

    @Test
    void aPanicOfGoIsNoUsageError() {
        Verdict verdict = DyingContainer.running("/app/server", "-v")
                .prints("panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\n")
                .exits(2);

        assertThat(verdict.cause()).isEqualTo("error_exit");
        assertThat(verdict.isSure()).isFalse();
    }

    @Test
    void argparseDoesNotKnowAnArgument() {
        Verdict verdict = DyingContainer.running("/usr/bin/python3", "tool.py", "--frobnicate")
                .prints("usage: tool.py [-h] [--port PORT]\n")
                .prints("tool.py: error: unrecognized arguments: --frobnicate\n")
                .exits(2);

        assertSure(verdict, "bad_arguments");
        assertThat(verdict.summary()).contains("--frobnicate");
    }

    @Test
    void aDatabaseClosesAConnectionInUse() {
        Verdict verdict = DyingContainer.running("/app/worker")
                .connects(4, "10.0.0.5", 5432, 0)
                .sends(4, new byte[] {'Q', 1})
                .receives(4, 200)
                .waits(1500)
                .sends(4, new byte[] {'Q', 1})
                .receives(4, 0)
                .prints("server closed the connection unexpectedly\n")
                .exits(1);

        assertSure(verdict, "lost_dependency");
        assertThat(verdict.summary()).contains("10.0.0.5:5432");
    }

    @Test
    void aResetConnectionIsEnough() {
        Verdict verdict = DyingContainer.running("/app/worker")
                .connects(4, "10.0.0.5", 2379, 0)
                .receives(4, 100)
                .receives(4, -ECONNRESET)
                .exits(1);

        assertSure(verdict, "lost_dependency");
    }

    @Test
    void aServerThatClosesAfterItsAnswerIsNoLoss() {
        Verdict verdict = DyingContainer.running("/app/worker")
                .connects(4, "10.0.0.5", 80, 0)
                .receives(4, 100)
                .receives(4, 0)
                .prints("answer has no field 'price'\n")
                .exits(1);

        assertNotSureOf(verdict, "lost_dependency");
    }

    @Test
    void curlGivesUpWaiting() {
        Verdict verdict = DyingContainer.running("/usr/bin/curl", "http://10.9.9.9/")
                .connects(5, "10.9.9.9", 80, EINPROGRESS)
                .waits(5000)
                .prints("curl: (28) Connection timed out after 5001 milliseconds\n")
                .exits(28);

        assertSure(verdict, "connection_timeout");
        assertThat(verdict.summary()).contains("10.9.9.9:80 did not answer a connect within 5.0 s");
    }

    @Test
    void anAddressThatRefusesIsFineIfTheNextAnswers() {
        Verdict verdict = DyingContainer.running("/app/worker")
                .connects(4, "10.0.0.4", 443, ECONNREFUSED)
                .connects(5, "10.0.0.5", 443, 0)
                .receives(5, 300)
                .prints("order 7 has no lines\n")
                .exits(1);

        assertNotSureOf(verdict, "connection_refused");
        assertThat(verdict.cause()).isEqualTo("error_exit");
    }

    @Test
    void triesThatFailOverSecondsAreCounted() {
        Verdict verdict = DyingContainer.running("/app/worker")
                .connects(4, "10.0.0.4", 6379, ECONNREFUSED)
                .waits(1000)
                .connects(4, "10.0.0.4", 6379, ECONNREFUSED)
                .waits(1000)
                .connects(4, "10.0.0.4", 6379, ECONNREFUSED)
                .prints("redis: giving up on 10.0.0.4:6379\n")
                .exits(1);

        assertSure(verdict, "connection_refused");
        assertThat(verdict.summary()).contains("3 times");
    }

    @Test
    void goDoesNotTrustAnAuthority() {
        Verdict verdict = DyingContainer.running("/app/agent")
                .connects(4, "10.0.0.4", 6443, 0)
                .sends(4, new byte[] {0x16, 3, 1, 0, 5, 1})
                .receives(4, 1200)
                .prints("tls: failed to verify certificate: x509: certificate signed by unknown authority\n")
                .exits(1);

        assertSure(verdict, "certificate");
        assertThat(verdict.summary()).contains("10.0.0.4:6443");
    }

    @Test
    void theDynamicLinkerOfMuslMissesALibrary() {
        Verdict verdict = DyingContainer.running("/app/render")
                .failsToOpen("/lib/libpoppler.so.4", ENOENT)
                .failsToOpen("/usr/local/lib/libpoppler.so.4", ENOENT)
                .failsToOpen("/usr/lib/libpoppler.so.4", ENOENT)
                .prints("Error loading shared library libpoppler.so.4: No such file or directory\n")
                .exits(127);

        assertSure(verdict, "missing_library");
        assertThat(verdict.summary()).contains("libpoppler.so.4");
    }

    @Test
    void aShellFindsNoSuchCommandAlongPath() {
        Verdict verdict = DyingContainer.running("/bin/sh", "-c", "migrate")
                .failsToExecute("/usr/local/bin/migrate-db", ENOENT)
                .failsToExecute("/usr/bin/migrate-db", ENOENT)
                .failsToExecute("/bin/migrate-db", ENOENT)
                .prints("sh: migrate-db: not found\n")
                .exits(127);

        assertSure(verdict, "missing_file");
    }

    @Test
    void aChildThatMayNotWriteTakesItsShellDown() {
        Verdict verdict = DyingContainer.running("/bin/sh", "-c", "touch /data/x || exit 1")
                .spawns(101, "/bin/touch", "/data/stamp.txt")
                .failsToOpen("/data/stamp.txt", EACCES)
                .prints("touch: /data/stamp.txt: Permission denied\n")
                .childExits(1)
                .exits(1);

        assertSure(verdict, "permission_denied");
    }

    @Test
    void aFullDiskNeedsNoMessage() {
        assertSure(
                DyingContainer.running("/app/spool")
                        .failsToWrite("/spool/batch.bin", ENOSPC)
                        .exits(1),
                "disk_full");
    }

    @Test
    void aServerThatTakesTheConnectionAndSaysNothingTimesOut() {
        Verdict verdict = DyingContainer.running("/usr/bin/curl", "-m", "2", "http://10.0.0.5/")
                .connects(5, "10.0.0.5", 80, 0)
                .sends(5, new byte[] {'G', 'E', 'T'})
                .waits(2000)
                .prints("curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received\n")
                .exits(28);

        assertSure(verdict, "connection_timeout");
    }

    @Test
    void aMessageWithoutACallIsNeverCertain() {
        Verdict verdict = DyingContainer.running("/app/spool")
                .prints("write /spool/x: no space left on device\n")
                .exits(1);

        assertThat(verdict.cause()).isEqualTo("disk_full");
        assertThat(verdict.isSure()).isFalse();
    }
}
