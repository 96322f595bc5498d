package io.scapula.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Replaces secrets in a text where it lies. For one thread. */
final class TextReplacement {
    private final SecretLedger ledger;
    private final SecretSearch search;
    private final SecretPatterns patterns;
    /** Whether some secrets are only replaced where patterns show them. */
    private final boolean byPattern;

    private final Occurrences occurrences = new Occurrences();
    private final List<Finding> findings = new ArrayList<>();

    TextReplacement(SecretLedger ledger, SecretSearch search, SecretPatterns patterns) {
        this.ledger = ledger;
        this.search = search;
        this.patterns = patterns;
        this.byPattern = ledger.all().stream().anyMatch(secret -> !secret.everywhere || secret.wholeWord);
    }

    /** Replaces in a text; true if anything was. */
    boolean replace(SearchedText text) {
        return replace(text, byPattern);
    }

    /** Replaces in JSON, whose structure stays; true if anything was. */
    boolean replaceInJson(SearchedText text) {
        byte[] original = Arrays.copyOf(text.bytes(), text.length());
        if (!replace(text)) {
            return false;
        }
        JsonStrings.restore(original, text.bytes(), text.length());
        return true;
    }

    /** Replaces in a part of a stream what is to be replaced wherever it stands; true if anything was. */
    boolean replaceInStream(SearchedText text) {
        return replace(text, false);
    }

    private boolean replace(SearchedText text, boolean withPatterns) {
        occurrences.clear();
        findings.clear();
        search.find(text.bytes(), text.length(), text.cut(), occurrences);
        if (withPatterns) {
            patterns.find(text, findings::add);
        }
        byte[] bytes = text.bytes();
        occurrences.visit((start, end, from, index) -> {
            SearchedForm form = search.form(index);
            put(form.replacement(), from, bytes, start, end - start);
            form.secret().root().written++;
        });
        return putFindings(bytes) || !occurrences.isEmpty();
    }

    private boolean putFindings(byte[] bytes) {
        boolean replaced = false;
        for (Finding finding : findings) {
            Secret secret = ledger.find(bytes, finding.start(), finding.end());
            if (secret != null && (!secret.everywhere || secret.wholeWord)) {
                put(
                        secret.token(finding.end() - finding.start()),
                        0,
                        bytes,
                        finding.start(),
                        finding.end() - finding.start());
                secret.root().written++;
                replaced = true;
            }
        }
        return replaced;
    }

    /** A NUL stays, for it tells where a text ends. */
    static void put(byte[] token, int from, byte[] target, int start, int length) {
        for (int index = 0; index < length; index++) {
            if (target[start + index] != 0) {
                target[start + index] = token[from + index];
            }
        }
    }
}
