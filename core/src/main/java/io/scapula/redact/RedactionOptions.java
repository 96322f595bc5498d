package io.scapula.redact;

import io.scapula.format.ReadLimits;
import io.scapula.state.StateLimits;

/**
 * What is to be replaced.
 *
 * @param dropBuffers whether all bytes that were read and written are replaced by a filler
 * @param cookies     whether cookies and session ids are secrets
 * @param names       whether names of users and of the machine are replaced
 * @param addresses   whether IP addresses are replaced by others
 * @param patterns    what is secret besides
 * @param mostSecrets most different secrets; a capture that holds more is refused
 * @param reading     what a capture may claim of the reader
 * @param state       what it may claim of the state
 */
public record RedactionOptions(
        boolean dropBuffers,
        boolean cookies,
        boolean names,
        boolean addresses,
        OwnPatterns patterns,
        int mostSecrets,
        ReadLimits reading,
        StateLimits state) {
    /** Secrets that patterns tell, with safe limits. */
    public static final RedactionOptions SECRETS = new RedactionOptions(
            false, false, false, false, OwnPatterns.NONE, 100_000, ReadLimits.DEFAULT, StateLimits.DEFAULT);

    /** The same, and whether all bytes that were read and written are replaced. */
    public RedactionOptions withDropBuffers(boolean drop) {
        return new RedactionOptions(drop, cookies, names, addresses, patterns, mostSecrets, reading, state);
    }

    /** The same, and whether cookies and session ids are secrets. */
    public RedactionOptions withCookies(boolean replace) {
        return new RedactionOptions(dropBuffers, replace, names, addresses, patterns, mostSecrets, reading, state);
    }

    /** The same, and whether names of users and of the machine are replaced. */
    public RedactionOptions withNames(boolean replace) {
        return new RedactionOptions(dropBuffers, cookies, replace, addresses, patterns, mostSecrets, reading, state);
    }

    /** The same, and whether IP addresses are replaced. */
    public RedactionOptions withAddresses(boolean replace) {
        return new RedactionOptions(dropBuffers, cookies, names, replace, patterns, mostSecrets, reading, state);
    }

    /** The same with other patterns of one's own. */
    public RedactionOptions withPatterns(OwnPatterns own) {
        return new RedactionOptions(dropBuffers, cookies, names, addresses, own, mostSecrets, reading, state);
    }

    /** The same with another limit. */
    public RedactionOptions withMostSecrets(int most) {
        return new RedactionOptions(dropBuffers, cookies, names, addresses, patterns, most, reading, state);
    }
}
