package io.scapula.format;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap that belongs together and is given back together. While it fits the budget it is memory; what
 * goes beyond is a mapped temporary file, so that a large capture needs disk space instead of failing.
 *
 * <p>Buffers must not be used after {@link #close()}: their memory is gone. Allocating is for any thread.
 */
public final class OffHeapMemory implements Closeable {
    private static final @Nullable MethodHandle CLEANER = cleaner();

    private final long budgetBytes;
    private final Path directory;
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private long memoryBytes;
    private long fileBytes;
    private @Nullable FileChannel file;

    /**
     * Allocates nothing yet.
     *
     * @param budgetBytes how much may be memory
     * @param directory   where the temporary file goes that takes the rest
     */
    public OffHeapMemory(long budgetBytes, Path directory) {
        this.budgetBytes = budgetBytes;
        this.directory = directory;
    }

    /** Holds mapped files only. */
    static OffHeapMemory forMapping() {
        return new OffHeapMemory(0, Path.of(""));
    }

    /** A new buffer, filled with zeros, in the byte order of this machine. */
    public synchronized ByteBuffer allocate(int bytes) throws IOException {
        ByteBuffer buffer = memoryBytes + bytes <= budgetBytes ? direct(bytes) : null;
        if (buffer == null) {
            buffer = spill(bytes);
        }
        buffers.add(buffer);
        return buffer.order(ByteOrder.nativeOrder());
    }

    /** Memory, or {@code null} if the JVM has less for buffers than the budget hoped for. */
    private @Nullable ByteBuffer direct(int bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
            memoryBytes += bytes;
            return buffer;
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    private ByteBuffer spill(int bytes) throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            Path path = Files.createTempFile(directory, "scapula", ".tmp");
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = channel;
        }
        reserve(channel, bytes);
        ByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, fileBytes, bytes);
        fileBytes += bytes;
        return buffer;
    }

    /** Takes the space now: a disk that turns out to be full behind a mapped buffer ends the whole process. */
    private void reserve(FileChannel channel, int bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(bytes, 1 << 20));
        long position = fileBytes;
        for (long end = fileBytes + bytes; position < end; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), end - position));
            position += channel.write(zeros, position);
        }
    }

    /** Maps a part of a file for reading; it counts towards nothing. */
    synchronized ByteBuffer map(FileChannel channel, long offset, long bytes) throws IOException {
        MappedByteBuffer buffer = channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes);
        buffers.add(buffer);
        return buffer;
    }

    /** Bytes that are memory now. */
    public synchronized long memoryBytes() {
        return memoryBytes;
    }

    /** Bytes that are in the temporary file now. */
    public synchronized long fileBytes() {
        return fileBytes;
    }

    /** Buffers that have not been given back. */
    public synchronized int bufferCount() {
        return buffers.size();
    }

    /** Gives everything back. */
    @Override
    public synchronized void close() throws IOException {
        buffers.forEach(OffHeapMemory::free);
        buffers.clear();
        memoryBytes = 0;
        fileBytes = 0;
        FileChannel channel = file;
        file = null;
        if (channel != null) {
            channel.close();
        }
    }

    private static void free(ByteBuffer buffer) {
        if (CLEANER != null) {
            try {
                CLEANER.invokeExact(buffer);
            } catch (Throwable e) {
                throw new IllegalStateException("memory could not be given back", e);
            }
        }
    }

    /** The JDK's own way to give a buffer back at once; without it the collector does it when it finds out. */
    private static @Nullable MethodHandle cleaner() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
