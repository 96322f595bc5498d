package io.scapula.testing;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.SectionHeader;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.StandardStreams;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.StateListener;
import io.scapula.state.ThreadVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A capture followed through the state engine: the state at its end, and what the engine told on the way. */
public final class Replay implements StateListener {
    private final StateEngine state;
    private final List<String> told = new ArrayList<>();
    private final List<ContainerVersion> containers = new ArrayList<>();
    private final List<ThreadVersion> versions = new ArrayList<>();

    private Replay(StateLimits limits) {
        state = new StateEngine(limits, this);
    }

    /** To the end. */
    public static Replay of(byte[] capture) {
        return of(capture, StateLimits.DEFAULT);
    }

    public static Replay of(byte[] capture, StateLimits limits) {
        Replay replay = new Replay(limits);
        replay.run(capture, Long.MAX_VALUE);
        replay.state.finish();
        return replay;
    }

    /** Up to an event, as whoever looks at that event sees the state. */
    public static Replay upTo(long event, byte[] capture) {
        Replay replay = new Replay(StateLimits.DEFAULT);
        replay.run(capture, event);
        return replay;
    }

    private void run(byte[] capture, long lastEvent) {
        EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), "test.scap", ReadOptions.DEFAULT)) {
            EventCursor cursor = reader.events(block -> {
                if (block instanceof SectionHeader) {
                    unifier.startSection();
                }
                state.apply(block);
            });
            while (cursor.advance() && cursor.number() <= lastEvent) {
                EventView event = unifier.unify(cursor);
                state.apply(event == null ? cursor : event);
            }
            if (reader.warnings().stream().anyMatch(warning -> warning.kind().isDamage())) {
                throw new AssertionError("the test's capture is damaged: " + reader.warnings());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StateEngine state() {
        return state;
    }

    /** The thread, which must be known. */
    public ThreadVersion thread(long tid) {
        return Objects.requireNonNull(state.thread(tid), "no thread " + tid);
    }

    public boolean knows(long tid) {
        return state.thread(tid) != null;
    }

    /** Every version of every thread that the engine told of, in order. */
    public List<ThreadVersion> versions() {
        return versions;
    }

    /** What the engine told, one short line each. */
    public List<String> told() {
        return told;
    }

    /** Every version of every container, in order. */
    public List<ContainerVersion> containers() {
        return containers;
    }

    @Override
    public void sectionStarted() {
        told.add("section");
    }

    @Override
    public void threadFound(ThreadVersion thread) {
        versions.add(thread);
        told.add("found " + thread.tid());
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        versions.add(thread);
        told.add("started " + thread.tid() + " by " + (parent == null ? "?" : parent.tid()));
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        versions.add(thread);
        told.add("program " + thread.tid() + " " + thread.comm() + " was " + before.comm() + " parent "
                + (parent == null ? "?" : parent.tid()));
    }

    @Override
    public void programFailed(ThreadVersion thread, @Nullable String path, int error, EventView event) {
        told.add("failed " + thread.tid() + " " + path + " " + error);
    }

    @Override
    public void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {
        versions.add(thread);
        told.add("ended " + thread.tid() + (lastOfAll ? " last " : " ")
                + (status == null ? "?" : status.reportedCode()));
    }

    @Override
    public void threadLost(ThreadVersion thread, EventView event) {
        told.add("lost " + thread.tid());
    }

    @Override
    public void containerChanged(ContainerVersion container, @Nullable EventView event) {
        containers.add(container);
        told.add("container " + container.id() + (container.described() ? " described" : ""));
    }
}
