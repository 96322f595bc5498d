package io.scapula.redact;

import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureText;
import io.scapula.format.EventView;
import io.scapula.format.block.BlockOption;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.format.event.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Goes through a capture and collects its secrets. */
final class FindingSink implements CaptureSink {
    private static final long FIRST_PERSON = 1000;
    private static final long NOBODY = 65534;

    private final EventText[][] textsOfTypes = EventText.ofAllTypes();
    private final SecretLedger ledger;
    private final SecretPatterns patterns;
    private final Distinctiveness distinctiveness;
    private final boolean names;
    private final DataFlows flows;
    private final StreamScanner streams;
    private final EventBytes bytes = new EventBytes();
    private final List<Finding> findings = new ArrayList<>();
    private final BlockTexts blocks = new BlockTexts(this::look, AddressVisitor.NONE);
    private long event;

    FindingSink(
            RedactionOptions options,
            SecretLedger ledger,
            SecretPatterns patterns,
            Distinctiveness distinctiveness,
            Pieces pieces) {
        this.ledger = ledger;
        this.patterns = patterns;
        this.distinctiveness = distinctiveness;
        this.names = options.names();
        this.flows = new DataFlows(options.reading(), options.state());
        this.streams = new StreamScanner(patterns, ledger, pieces);
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        flows.block(header);
        blocks.visit(header);
    }

    @Override
    public void metadata(MetadataBlock block) throws IOException {
        flows.block(block);
        blocks.visit(block);
        if (block instanceof ProcessList list) {
            for (ProcessEntry entry : list.entries()) {
                distinctiveness.addWord(entry.comm());
            }
        } else if (block instanceof UserList list) {
            for (UserList.User user : list.users()) {
                user(user.name(), user.uid());
            }
        } else if (block instanceof MachineInfo machine
                && names
                && !machine.hostname().isEmpty()) {
            ledger.addName("host-name", CaptureText.encode(machine.hostname()), event);
        }
    }

    private void user(String name, long uid) throws RedactionLimitException {
        if (!names) {
            distinctiveness.addWord(name);
        } else if (uid >= FIRST_PERSON && uid != NOBODY && !name.isEmpty()) {
            ledger.addName("user-name", CaptureText.encode(name), event);
        }
    }

    @Override
    public void event(EventView view, int dumpFlags) throws IOException {
        flows.event(view);
        event = view.number();
        EventType type = view.type();
        if (type == null) {
            for (int index = 0; index < view.parameterCount(); index++) {
                look(bytes.of(view, new EventText(index, index, EventText.Role.BYTES)));
            }
        } else {
            words(view, type);
            for (EventText text : textsOfTypes[type.code()]) {
                look(view, text);
            }
        }
        for (BlockOption option : view.options()) {
            look(SearchedText.of(CaptureText.encode(option.text())));
        }
    }

    private void words(EventView view, EventType type) throws IOException {
        if (type.name().equals("useradded")) {
            String name = view.text(type.indexOf("name"));
            if (name != null) {
                user(name, view.integer(type.indexOf("uid"), 0));
            }
        } else if (type.name().startsWith("execve") && type.isExit()) {
            String program = view.text(Math.max(0, type.indexOf("exe")));
            if (program != null) {
                distinctiveness.addWord(program.substring(program.lastIndexOf('/') + 1));
            }
        }
    }

    private void look(EventView view, EventText text) throws IOException {
        int length = text.length(view);
        if (length == 0) {
            return;
        }
        SearchedText searched = bytes.of(view, text);
        if (text.role() == EventText.Role.DATA) {
            data(view, searched);
        } else if (searched.length() > 0) {
            look(searched);
        }
    }

    private void data(EventView view, SearchedText searched) throws IOException {
        DataFlows.Flow flow = flows.flow(view);
        if (flow == null) {
            streams.single(searched.bytes(), searched.length(), searched.cut(), event);
        } else {
            streams.data(flow, flows.isSecretFile(), searched.bytes(), searched.length(), searched.cut(), event);
        }
    }

    private boolean look(SearchedText text) throws RedactionLimitException {
        findings.clear();
        patterns.find(text, findings::add);
        for (Finding finding : findings) {
            ledger.add(finding, text.bytes(), event);
        }
        return false;
    }

    @Override
    public void end() throws IOException {
        streams.finish();
    }
}
