package io.scapula.format.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadStreamTest {
    private static final String THREAD = "scapula-decompress";

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 5 << 20})
    void givesAllBytesInOrder(int length) throws IOException {
        try (ReadAheadStream stream = new ReadAheadStream(new ByteArrayInputStream(bytes(length)))) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes(length));
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void tellsAFailureAfterTheBytesBeforeIt() throws IOException {
        byte[] before = bytes(300_000);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        try (ReadAheadStream stream =
                new ReadAheadStream(new SequenceInputStream(new ByteArrayInputStream(before), failing))) {
            assertThat(stream.readNBytes(before.length)).isEqualTo(before);
            assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessage("the disk is gone");
        }
    }

    @Test
    void leavesNoThreadBehindWhenItIsClosedEarly() throws IOException {
        boolean[] closed = {false};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        ReadAheadStream stream = new ReadAheadStream(endless);
        assertThat(stream.read()).isEqualTo(7);
        stream.close();

        assertThat(closed[0]).isTrue();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(THREAD) && thread.isAlive())
                        .count())
                .isZero();
        assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    }
}
