package io.scapula.redact;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for secrets in what went through descriptors, however it was cut into buffers. Of each flow only the end is kept, and
 * of all flows together at most {@value #MOST_BYTES} bytes: those that were idle for longest are looked at and let go.
 */
final class StreamScanner {
    static final long MOST_BYTES = 64L << 20;

    private static final int SCANNED = 1 << 14;
    /** A secret that begins in what is kept is told when more has come. */
    private static final int KEPT = 1 << 12;

    private static final int CONTEXT = 1 << 8;
    private static final int LONGEST_KEY = 1 << 15;
    private static final int MOST_PARTS = 1 << 11;

    private final SecretPatterns patterns;
    private final SecretLedger ledger;
    private final Pieces pieces;
    private final Map<DataFlows.Flow, StreamBuffer> flows = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Finding> findings = new ArrayList<>();
    private long footprint;

    StreamScanner(SecretPatterns patterns, SecretLedger ledger, Pieces pieces) {
        this.patterns = patterns;
        this.ledger = ledger;
        this.pieces = pieces;
    }

    /**
     * Takes data of a flow.
     *
     * @param cut whether more went through than was recorded
     */
    void data(DataFlows.Flow flow, boolean secretFile, byte[] data, int length, boolean cut, long event)
            throws RedactionLimitException {
        StreamBuffer buffer = flows.get(flow);
        if (buffer == null) {
            buffer = new StreamBuffer();
            flows.put(flow, buffer);
            footprint += buffer.footprint();
        }
        footprint -= buffer.footprint();
        buffer.holdsSecretFile = secretFile;
        buffer.append(data, length, event);
        if (cut) {
            finish(buffer, true);
        } else if (buffer.length >= buffer.nextScan || buffer.parts() >= MOST_PARTS) {
            scan(buffer);
        }
        footprint += buffer.footprint();
        while (footprint > MOST_BYTES) {
            letGoOldest();
        }
    }

    /** Takes data that belongs to no flow. */
    void single(byte[] data, int length, boolean cut, long event) throws RedactionLimitException {
        StreamBuffer buffer = new StreamBuffer();
        buffer.append(data, length, event);
        finish(buffer, cut);
    }

    /** No data follows. */
    void finish() throws RedactionLimitException {
        for (StreamBuffer buffer : flows.values()) {
            finish(buffer, false);
        }
        flows.clear();
    }

    private void letGoOldest() throws RedactionLimitException {
        Iterator<StreamBuffer> oldest = flows.values().iterator();
        StreamBuffer buffer = oldest.next();
        oldest.remove();
        footprint -= buffer.footprint();
        finish(buffer, false);
    }

    private void scan(StreamBuffer buffer) throws RedactionLimitException {
        int limit = Math.max(0, buffer.length - KEPT);
        int open = PrivateKeyRule.unfinished(buffer.bytes, buffer.length, buffer.insideKey);
        if (open >= 0 && buffer.length < LONGEST_KEY && buffer.parts() < 2 * MOST_PARTS) {
            limit = Math.min(limit, open);
        }
        tell(buffer, limit, false);
        boolean inside = open >= 0 && open < limit;
        buffer.settled = limit;
        int dropped = Math.max(0, limit - CONTEXT);
        if (dropped > 0) {
            buffer.insideKey = inside;
            buffer.dropBefore(dropped);
        }
        buffer.nextScan = buffer.length + SCANNED - KEPT;
    }

    private void finish(StreamBuffer buffer, boolean cut) throws RedactionLimitException {
        int open = PrivateKeyRule.unfinished(buffer.bytes, buffer.length, buffer.insideKey);
        tell(buffer, buffer.length, cut);
        buffer.insideKey = open >= 0;
        buffer.clear();
        buffer.nextScan = SCANNED;
    }

    private void tell(StreamBuffer buffer, int limit, boolean cut) throws RedactionLimitException {
        findings.clear();
        SearchedText text = new SearchedText(buffer.bytes, buffer.length, false, cut, buffer.insideKey);
        patterns.find(text, findings::add);
        if (buffer.holdsSecretFile) {
            SecretFiles.lines(text, findings);
        }
        for (Finding finding : findings) {
            if (finding.start() >= buffer.settled && finding.start() < limit) {
                tell(buffer, finding);
            }
        }
    }

    private void tell(StreamBuffer buffer, Finding finding) throws RedactionLimitException {
        Secret secret = ledger.add(finding, buffer.bytes, buffer.eventAt(finding.start()));
        if (secret != null && Distinctiveness.isPerhapsCommon(buffer.bytes, finding.start(), finding.end())) {
            int whole = finding.end() - finding.start();
            buffer.visitParts(
                    finding.start(),
                    finding.end(),
                    (event, offset, length, from) -> pieces.add(event, offset, length, -1 - secret.index, from, whole));
        }
    }
}
