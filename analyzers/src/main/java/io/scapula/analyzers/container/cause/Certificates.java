package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.Conversation;
import io.scapula.analyzers.container.watch.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates that were not accepted: the alert by which TLS says so, and messages about it. */
final class Certificates implements CauseFinder {
    /** Alerts about certificates, of those that RFC 8446 lists. */
    private static final Map<Integer, String> ALERTS = Map.of(
            42, "bad certificate",
            43, "unsupported certificate",
            44, "certificate revoked",
            45, "certificate expired",
            46, "certificate unknown",
            48, "unknown authority",
            116, "certificate required");

    private static final List<String> WORDS = List.of(
            "x509",
            "verify error",
            "certificate verify failed",
            "certificate_verify_failed",
            "certificate has expired",
            "cert_has_expired",
            "self-signed certificate",
            "self signed certificate",
            "self_signed",
            "unable to get local issuer",
            "unable_to_verify",
            "unable_to_get_issuer",
            "ssl certificate problem",
            "unknown authority",
            "unknown ca",
            "pkix path",
            "certpathvalidator",
            "peer certificate",
            "certificate is not trusted",
            "certificate validation",
            "certificate verification",
            "cannot verify",
            "unable to verify",
            "not yet valid");

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        Output message = death.printedAfter(0).stream()
                .filter(output -> Errors.containsAny(output.searchable(), WORDS))
                .reduce((earlier, later) -> later)
                .orElse(null);
        for (Blamed blamed : death.blamed()) {
            for (Conversation conversation : blamed.trace().conversations()) {
                String alert = ALERTS.get(conversation.tlsAlert());
                if (alert != null) {
                    found.add(new Suspicion(
                            "certificate",
                            (message == null ? 0.9 : 0.97) * blamed.weight(),
                            "the TLS handshake with " + conversation.peer() + " ended with the alert \"" + alert + "\"",
                            message == null
                                    ? List.of(conversation.tlsAlertEvent())
                                    : List.of(conversation.tlsAlertEvent(), message.lastEvent())));
                } else if (message != null && conversation.spokeTls()) {
                    found.add(new Suspicion(
                            "certificate",
                            0.92 * blamed.weight(),
                            "it did not accept the certificate of " + conversation.peer() + ", as it said",
                            List.of(conversation.startEvent(), message.lastEvent())));
                }
            }
        }
        if (message != null && found.isEmpty()) {
            found.add(new Suspicion(
                    "certificate", 0.7, "it complained about a certificate, as it said", List.of(message.lastEvent())));
        }
        return found;
    }
}
