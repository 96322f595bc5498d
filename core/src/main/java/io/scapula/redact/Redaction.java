package io.scapula.redact;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureText;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The secrets of a capture, and how to write it without them: every occurrence is replaced by a token of the same length, the
 * same one for the same secret. Number, types, times and lengths of events stay.
 *
 * <pre>{@code
 * Redaction redaction = Redaction.prepare(
 *         () -> CaptureReader.open(path), RedactionOptions.SECRETS, List.of(), (read, total) -> {});
 * try (CaptureReader reader = CaptureReader.open(path);
 *         CaptureWriter writer = CaptureWriter.create(target, WriteOptions.DEFAULT)) {
 *     CaptureCopy.copy(reader, redaction.before(writer), (read, total) -> {});
 *     writer.commit();
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class Redaction {
    /** Opens the capture; it is read more than once. */
    @FunctionalInterface
    public interface Source {
        /** Opens it at its start. */
        CaptureReader open() throws IOException;
    }

    private final RedactionOptions options;
    private final SecretLedger ledger;
    private final SecretSearch search;
    private final Pieces pieces;
    private final Set<Long> secretData;
    private final AddressMap addresses;

    private Redaction(
            RedactionOptions options,
            SecretLedger ledger,
            SecretSearch search,
            Pieces pieces,
            Set<Long> secretData,
            AddressMap addresses) {
        this.options = options;
        this.ledger = ledger;
        this.search = search;
        this.pieces = pieces;
        this.secretData = secretData;
        this.addresses = addresses;
    }

    /**
     * Finds the secrets of a capture. Reads it twice; of a damaged one, what can be read.
     *
     * @param finders  tell secrets besides those that patterns show
     * @param progress is told how far each reading has come
     * @throws RedactionLimitException if it holds more secrets than the options allow
     */
    public static Redaction prepare(
            Source source, RedactionOptions options, List<SecretFinder> finders, CaptureCopy.Progress progress)
            throws IOException {
        AddressMap addresses = new AddressMap();
        SecretLedger ledger = new SecretLedger(options.mostSecrets(), addresses);
        Pieces pieces = new Pieces();
        Set<Long> secretData = new HashSet<>();
        Distinctiveness distinctiveness = new Distinctiveness(PatternTables.commonWords());
        for (byte[] text : options.patterns().texts()) {
            ledger.add(OwnExpressionRule.KIND, text, true, false, 0).declared = true;
        }
        for (SecretFinder finder : finders) {
            finder.find(new SecretFinder.Found() {
                @Override
                public void secret(String kind, String secret, long event) throws IOException {
                    ledger.add(kind, CaptureText.encode(secret), true, false, event);
                }

                @Override
                public void data(long event) {
                    secretData.add(event);
                }
            });
        }
        SecretPatterns patterns = PatternTables.patterns(options);
        FindingSink finding = new FindingSink(options, ledger, patterns, distinctiveness, pieces);
        try (CaptureReader reader = source.open()) {
            CaptureCopy.copy(reader, finding, progress);
        }
        ledger.finish(distinctiveness);
        SecretSearch search = new SecretSearch(ledger.all());
        if (!search.isEmpty() && !options.dropBuffers()) {
            try (CaptureReader reader = source.open()) {
                CaptureCopy.copy(reader, new LocatingSink(options, search, pieces), progress);
            }
        }
        pieces.sort();
        return new Redaction(options, ledger, search, pieces, secretData, addresses);
    }

    /**
     * A stage that replaces what is secret and hands everything on. It may get a part of the capture, with events in their
     * order.
     *
     * @param target a writer, or another stage
     */
    public CaptureSink before(CaptureSink target) {
        pieces.rewind();
        ledger.all().forEach(secret -> secret.written = 0);
        TextReplacement texts = new TextReplacement(ledger, search, PatternTables.patterns(options));
        return new RedactingSink(
                target, this, texts, options.dropBuffers(), options.addresses() ? addresses : AddressVisitor.NONE);
    }

    /** How many different secrets of each kind were found, by kind. */
    public Map<String, Long> secretsByKind() {
        Map<String, Long> counts = new TreeMap<>();
        for (Secret secret : ledger.all()) {
            if (secret.same == null) {
                counts.merge(secret.kind, 1L, Long::sum);
            }
        }
        return counts;
    }

    /** What was replaced by what, for a {@linkplain ReplacementMap map} that is kept apart; complete after the writing. */
    public List<Replacement> replacements() {
        return ledger.all().stream()
                .filter(secret -> secret.same == null)
                .sorted(java.util.Comparator.comparingInt(secret -> secret.number))
                .map(Replacement::of)
                .toList();
    }

    Pieces pieces() {
        return pieces;
    }

    boolean isSecretData(long event) {
        return secretData.contains(event);
    }

    /** Counts a secret that only a pattern showed, with its first part; others were counted when they were located. */
    void countPiece(int source, int from) {
        if (source < 0 && from == 0) {
            ledger.all().get(-1 - source).root().written++;
        }
    }

    /** What is written for the secret of a {@linkplain Pieces piece}. */
    byte[] token(int source, int length) {
        return source >= 0
                ? search.form(source).replacement()
                : ledger.all().get(-1 - source).token(length);
    }
}
