package io.scapula.redact;

import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureText;
import io.scapula.format.EventDraft;
import io.scapula.format.EventView;
import io.scapula.format.block.BlockOption;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventType;
import io.scapula.format.event.IpAddress;
import java.io.IOException;
import java.util.Arrays;

/** Replaces what is secret in blocks and events, and hands them on. */
final class RedactingSink implements CaptureSink {
    /** Stands for bytes that were read and written. */
    private static final byte FILLER = 'x';

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private final EventText[][] textsOfTypes = EventText.ofAllTypes();
    private final CaptureSink target;
    private final Redaction redaction;
    private final TextReplacement texts;
    private final boolean dropBuffers;
    private final AddressVisitor addresses;
    private final BlockTexts blocks;
    private final EventBytes bytes = new EventBytes();
    private final EventDraft draft = new EventDraft();
    private boolean drafted;
    private boolean changed;

    RedactingSink(
            CaptureSink target,
            Redaction redaction,
            TextReplacement texts,
            boolean dropBuffers,
            AddressVisitor addresses) {
        this.target = target;
        this.redaction = redaction;
        this.texts = texts;
        this.dropBuffers = dropBuffers;
        this.blocks = new BlockTexts(texts::replace, addresses);
        this.addresses = addresses;
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        target.section(blocks.visit(header));
    }

    @Override
    public void metadata(MetadataBlock block) throws IOException {
        target.metadata(blocks.visit(block));
    }

    @Override
    public void event(EventView view, int dumpFlags) throws IOException {
        drafted = false;
        EventType type = view.type();
        if (type == null) {
            for (int index = 0; index < view.parameterCount(); index++) {
                replace(view, new EventText(index, index, EventText.Role.BYTES));
            }
        } else {
            for (EventText text : textsOfTypes[type.code()]) {
                if (text.length(view) > 0) {
                    replace(view, text);
                }
            }
        }
        comments(view);
        target.event(drafted ? draft : view, dumpFlags);
    }

    private EventDraft draft(EventView view) {
        if (!drafted) {
            draft.copy(view);
            drafted = true;
        }
        return draft;
    }

    private void replace(EventView view, EventText text) throws IOException {
        switch (text.role()) {
            case ADDRESS, TUPLE, IP -> replaceAddresses(view, text);
            case TEXT, LIST, DATA, BYTES, JSON, DYNAMIC -> {
                // No address in bytes of its own.
            }
        }
        boolean data = text.role() == EventText.Role.DATA;
        if (dropBuffers && (data || text.role() == EventText.Role.BYTES && view.type() != null)) {
            EventDraft filled = draft(view);
            int start = filled.start(text.first());
            Arrays.fill(filled.array(), start, start + text.length(view), FILLER);
            return;
        }
        SearchedText searched = bytes.of(view, text);
        boolean wholeSecret = data && redaction.isSecretData(view.number());
        if (wholeSecret) {
            hide(searched);
        }
        changed = switch (text.role()) {
            case DATA -> texts.replaceInStream(searched);
            case JSON -> texts.replaceInJson(searched);
            case TEXT, LIST, BYTES, ADDRESS, TUPLE, IP, DYNAMIC -> texts.replace(searched);
        };
        if (data) {
            redaction.pieces().visit(view.number(), (offset, length, source, from, whole) -> {
                TextReplacement.put(redaction.token(source, whole), from, searched.bytes(), offset, length);
                redaction.countPiece(source, from);
                changed = true;
            });
        }
        if (changed || wholeSecret) {
            EventDraft target = draft(view);
            System.arraycopy(
                    searched.bytes(),
                    0,
                    target.array(),
                    target.start(text.first()) + bytes.skipped(),
                    searched.length());
        }
    }

    /** The addresses in a socket address, of which the first byte tells the family, or in a parameter of their own. */
    private void replaceAddresses(EventView view, EventText text) throws IOException {
        if (addresses.equals(AddressVisitor.NONE)) {
            return;
        }
        byte[] value = view.bytes(text.first());
        boolean whole = text.role() == EventText.Role.IP;
        int width = whole ? value.length : value[0] == AF_INET ? 4 : value[0] == AF_INET6 ? 16 : 0;
        if (width != 4 && width != 16) {
            return;
        }
        EventDraft target = draft(view);
        int end = target.start(text.first()) + value.length;
        // Behind each address there is a port.
        for (int at = target.start(text.first()) + (whole ? 0 : 1); end - at >= width; at += width + 2) {
            byte[] address = Arrays.copyOfRange(target.array(), at, at + width);
            System.arraycopy(addresses.visit(IpAddress.of(address)).toBytes(), 0, target.array(), at, width);
        }
    }

    /** Keys that were pressed; those that end a line stay. */
    private static void hide(SearchedText keys) {
        for (int index = 0; index < keys.length(); index++) {
            if (keys.at(index) != '\r' && keys.at(index) != '\n') {
                keys.bytes()[index] = FILLER;
            }
        }
    }

    /** A comment with a secret is left off. */
    private void comments(EventView view) {
        for (BlockOption option : view.options()) {
            if (texts.replace(SearchedText.of(CaptureText.encode(option.text())))) {
                draft(view).clearOptions();
                return;
            }
        }
    }

    @Override
    public void end() throws IOException {
        target.end();
    }
}
