package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets that were found, each once. */
final class SecretLedger {
    private final int mostSecrets;
    private final Map<String, Secret> byText = new LinkedHashMap<>();
    private final List<Secret> all = new ArrayList<>();

    private final AddressMap addresses;

    SecretLedger(int mostSecrets, AddressMap addresses) {
        this.mostSecrets = mostSecrets;
        this.addresses = addresses;
    }

    /**
     * Adds what was found, or notes that it was found again.
     *
     * @param event number of the event that showed it, 0 for metadata before the first event
     */
    Secret add(String kind, byte[] bytes, boolean certain, boolean cut, long event) throws RedactionLimitException {
        String text = key(bytes);
        Secret known = byText.get(text);
        if (known == null) {
            if (all.size() >= mostSecrets) {
                throw new RedactionLimitException("it holds more than " + mostSecrets
                        + " different secrets; leave out those of your own patterns, or raise the limit");
            }
            known = new Secret(bytes, kind, all.size(), event);
            known.cut = cut;
            byText.put(text, known);
            all.add(known);
        }
        known.certain |= certain;
        known.cut &= cut;
        known.firstEvent = Math.min(known.firstEvent, event);
        return known;
    }

    /** Adds what a pattern found in bytes, with what it says if it is written with escapes; {@code null} if it stays. */
    @Nullable
    Secret add(Finding finding, byte[] bytes, long event) throws RedactionLimitException {
        if (finding.kind().equals(AddressRule.KIND)) {
            return addAddress(finding, bytes, event);
        }
        byte[] text = Arrays.copyOfRange(bytes, finding.start(), finding.end());
        Secret written = add(finding.kind(), text, finding.certain(), finding.cut(), event);
        byte[] decoded = finding.decoded();
        if (decoded != null && decoded.length > 0 && !Arrays.equals(decoded, text)) {
            Secret meant = add(finding.kind(), decoded, finding.certain(), finding.cut(), event);
            if (written.same == null) {
                written.same = meant;
            }
        }
        return written;
    }

    /** Adds an address; {@code null} if it stays. */
    private @Nullable Secret addAddress(Finding finding, byte[] bytes, long event) throws RedactionLimitException {
        byte[] other = addresses.text(bytes, finding.start(), finding.end());
        if (other == null) {
            return null;
        }
        byte[] text = Arrays.copyOfRange(bytes, finding.start(), finding.end());
        Secret address = add(finding.kind(), text, true, false, event);
        address.given = other;
        return address;
    }

    /** Adds a name that is to be replaced although it is no secret. */
    void addName(String kind, byte[] name, long event) throws RedactionLimitException {
        add(kind, name, true, false, event).name = true;
    }

    @Nullable
    Secret find(byte[] bytes, int start, int end) {
        return byText.get(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }

    /** All secrets, in the order in which they were found. */
    List<Secret> all() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Numbers the secrets in the order in which the capture shows them; to be called once, when all are known. */
    void finish(Distinctiveness distinctiveness) {
        all.forEach(distinctiveness::judge);
        List<Secret> sorted = new ArrayList<>(all);
        sorted.sort((one, other) -> Arrays.compareUnsigned(one.bytes, other.bytes));
        for (int index = sorted.size() - 2; index >= 0; index--) {
            joinCut(sorted.get(index), sorted.get(index + 1));
        }
        sorted.sort(Comparator.<Secret>comparingLong(secret -> secret.firstEvent)
                .thenComparing((one, other) -> Arrays.compareUnsigned(one.bytes, other.bytes)));
        int next = 1;
        for (Secret secret : sorted) {
            if (secret.same == null) {
                secret.number = next;
                next = freeAfter(secret, next);
            }
        }
        for (Secret secret : sorted) {
            secret.number = secret.root().number;
        }
    }

    /** A beginning of a secret that is known as a whole gets the beginning of its token. */
    private static void joinCut(Secret secret, Secret next) {
        boolean begins = next.bytes.length > secret.bytes.length
                && Arrays.mismatch(secret.bytes, next.bytes) == secret.bytes.length;
        Secret root = next.root();
        if (secret.cut && secret.same == null && next.given == null && begins && !root.equals(secret)) {
            secret.same = root;
            secret.whole = next.whole == null ? next : next.whole;
        }
    }

    /** No token is the same as a secret. */
    private int freeAfter(Secret secret, int number) {
        int free = number;
        while (byText.containsKey(key(Tokens.of(free, secret.bytes.length)))
                && Tokens.of(free, secret.bytes.length).length > 2) {
            free++;
        }
        secret.number = free;
        return free + 1;
    }

    private static String key(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
