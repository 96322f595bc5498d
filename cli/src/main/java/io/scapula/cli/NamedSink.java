package io.scapula.cli;

import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWriter;
import io.scapula.format.EventView;
import io.scapula.format.WriteStatistics;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.IOException;

/** A writer whose failures are said to be the output's fault, with its name. */
final class NamedSink implements CaptureSink {
    private final String name;
    private final CaptureWriter writer;

    NamedSink(String name, CaptureWriter writer) {
        this.name = name;
        this.writer = writer;
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        try {
            writer.section(header);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void metadata(MetadataBlock block) throws IOException {
        try {
            writer.metadata(block);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void event(EventView event, int dumpFlags) throws IOException {
        try {
            writer.event(event, dumpFlags);
        } catch (IOException e) {
            throw named(e);
        }
    }

    WriteStatistics commit() throws IOException {
        try {
            return writer.commit();
        } catch (IOException e) {
            throw named(e);
        }
    }

    private OutputException named(IOException e) {
        return e instanceof OutputException output ? output : new OutputException(name, e);
    }
}
