package io.scapula.redact;

import io.scapula.format.CaptureSink;
import io.scapula.format.EventView;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventType;

/** Goes through a capture and finds the secrets that its buffers hold in parts. */
final class LocatingSink implements CaptureSink {
    private final EventText[][] textsOfTypes = EventText.ofAllTypes();
    private final DataFlows flows;
    private final StreamLocator streams;
    private final EventBytes bytes = new EventBytes();

    LocatingSink(RedactionOptions options, SecretSearch search, Pieces pieces) {
        this.flows = new DataFlows(options.reading(), options.state());
        this.streams = new StreamLocator(search, pieces);
    }

    @Override
    public void section(SectionHeader header) {
        flows.block(header);
    }

    @Override
    public void metadata(MetadataBlock block) {
        flows.block(block);
    }

    @Override
    public void event(EventView view, int dumpFlags) throws RedactionLimitException {
        flows.event(view);
        EventType type = view.type();
        if (type == null) {
            return;
        }
        for (EventText text : textsOfTypes[type.code()]) {
            if (text.role() == EventText.Role.DATA && text.length(view) > 0) {
                data(view, text);
            }
        }
    }

    private void data(EventView view, EventText text) throws RedactionLimitException {
        DataFlows.Flow flow = flows.flow(view);
        if (flow == null) {
            return;
        }
        SearchedText data = bytes.of(view, text);
        streams.data(flow, data.bytes(), data.length(), data.cut(), true, view.number());
        DataFlows.Flow shared = flows.shared();
        if (shared != null) {
            streams.data(shared, data.bytes(), data.length(), data.cut(), false, view.number());
        }
    }
}
