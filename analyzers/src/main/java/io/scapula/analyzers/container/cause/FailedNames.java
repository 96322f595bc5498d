package io.scapula.analyzers.container.cause;

import io.scapula.analysis.EventParameters;
import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.NameQuery;
import java.util.ArrayList;
import java.util.List;

/** Names that no server resolved. */
final class FailedNames implements CauseFinder {
    private static final List<String> WORDS = List.of(
            "resolve",
            "resolution",
            "bad address",
            "no such host",
            "unknown host",
            "unknownhost",
            "enotfound",
            "eai_",
            "name or service not known",
            "nodename nor servname",
            "could not translate host",
            "host not found",
            "getaddrinfo",
            "lookup");
    private static final List<String> CERTAIN_WORDS = List.of(
            "name or service not known",
            "no such host",
            "could not resolve",
            "couldn't resolve",
            "bad address '",
            "unknown host",
            "unknownhost",
            "enotfound",
            "eai_again",
            "name resolution");
    private static final String[] CODES = {"", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"};

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Blamed blamed : death.blamed()) {
            for (NameQuery query : blamed.trace().names()) {
                if (!query.wasAnswered() && query.lastEvent() > death.startEvent()) {
                    found.add(weigh(death, blamed, query));
                }
            }
        }
        if (found.isEmpty()) {
            death.printedAfter(0).stream()
                    .filter(output -> Errors.containsAny(output.searchable(), CERTAIN_WORDS))
                    .reduce((earlier, later) -> later)
                    .ifPresent(output -> found.add(new Suspicion(
                            "name_resolution",
                            0.7 * Recency.weight(death.secondsToEnd(output.lastNanos())),
                            "a name could not be resolved, as it said; no query was recorded",
                            List.of(output.lastEvent()))));
        }
        return found;
    }

    private static Suspicion weigh(Death death, Blamed blamed, NameQuery query) {
        String label = query.name()
                .substring(
                        0,
                        query.name().contains(".")
                                ? query.name().indexOf('.')
                                : query.name().length());
        Support support = Support.of(death.printedAfter(query.lastEvent() - 1), List.of(query.name(), label), 0);
        boolean words = death.printedAfter(query.lastEvent() - 1).stream()
                .anyMatch(output -> Errors.containsAny(output.searchable(), WORDS));
        double confidence = words ? 0.95 : support.namesTarget() ? 0.88 : 0.72;
        confidence *= blamed.weight() * Recency.weight(death.secondsToEnd(query.lastNanos()));
        List<Long> evidence = support.event() > query.lastEvent()
                ? List.of(query.lastEvent(), support.event())
                : List.of(query.lastEvent());
        return new Suspicion("name_resolution", confidence, reason(query), evidence);
    }

    private static String reason(NameQuery query) {
        String server = query.server().isEmpty() ? "the name server" : query.server();
        if (query.refusal() != 0) {
            String code = query.refusal() < CODES.length ? CODES[query.refusal()] : "code " + query.refusal();
            return query.name() + " could not be resolved: " + server + " answered " + code;
        }
        String error = query.error() == 0 ? null : EventParameters.errorName(query.error());
        return query.name() + " could not be resolved: " + server + " did not answer "
                + (query.asked() == 1 ? "the query" : query.asked() + " queries")
                + (error == null ? "" : " (" + error + ")");
    }
}
