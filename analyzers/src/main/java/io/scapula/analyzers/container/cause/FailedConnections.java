package io.scapula.analyzers.container.cause;

import io.scapula.analysis.EventParameters;
import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.Conversation;
import java.util.ArrayList;
import java.util.List;

/** Connections that were refused, or that nobody answered. */
final class FailedConnections implements CauseFinder {
    private static final int DNS_PORT = 53;
    private static final double NANOS = 1e9;
    /** A connect that nobody answered within this time was hardly just begun. */
    private static final double LEAST_WAIT_SECONDS = 0.4;

    private static final int SIGALRM = 14;
    private static final int SIGTERM = 15;
    private static final int EINTR = 4;
    private static final int RESTART = 512;

    @Override
    public boolean isAbout(Death death) {
        return true;
    }

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Blamed blamed : death.blamed()) {
            List<Conversation> all = blamed.trace().conversations();
            for (Conversation conversation : all) {
                if (conversation.startEvent() > death.startEvent()
                        && conversation.port() != DNS_PORT
                        && !conversation.wasConnected()) {
                    look(death, blamed, conversation, reachedLater(all, conversation), found);
                } else if (conversation.wasConnected() && conversation.port() != DNS_PORT) {
                    silence(death, blamed, conversation, found);
                }
            }
        }
        return found;
    }

    /** Whether another address of the same service, or a later try, did answer. */
    private static boolean reachedLater(List<Conversation> all, Conversation failed) {
        return all.stream()
                .anyMatch(other -> other.wasConnected()
                        && other.startEvent() >= failed.startEvent()
                        && other.port() == failed.port()
                        && (failed.port() != 0 || other.peer().equals(failed.peer())));
    }

    private static void look(
            Death death, Blamed blamed, Conversation conversation, boolean reached, List<Suspicion> found) {
        int error = conversation.error();
        double waited = (blamed.process().endNanos() - conversation.startNanos()) / NANOS;
        if (conversation.wasRefused()) {
            String reason = conversation.peer() + " refused the connection (connect: ECONNREFUSED)"
                    + attempts(blamed, conversation);
            found.add(weigh(death, blamed, conversation, "connection_refused", reason, 0.7, reached));
        } else if (error == Errors.ENOENT && conversation.port() == 0) {
            String reason = "nobody listens at " + conversation.peer() + " (connect: ENOENT)";
            found.add(weigh(death, blamed, conversation, "connection_refused", reason, 0.5, reached));
            found.add(weigh(death, blamed, conversation, "missing_file", reason, 0.4, reached));
        } else if (error == Errors.EACCES || error == Errors.EPERM) {
            String reason = "it may not connect to " + conversation.peer();
            found.add(weigh(death, blamed, conversation, "permission_denied", reason, 0.6, reached));
        } else if (error == Errors.ETIMEDOUT || error == Errors.EHOSTUNREACH || error == Errors.ENETUNREACH) {
            String reason =
                    conversation.peer() + " could not be reached (connect: " + EventParameters.errorName(error) + ")";
            found.add(weigh(death, blamed, conversation, "connection_timeout", reason, 0.75, reached));
        } else if (waitedInVain(blamed, conversation) && waited >= LEAST_WAIT_SECONDS) {
            String reason = conversation.peer() + " did not answer a connect"
                    + (blamed.process().hasEnded() ? " within " + seconds(waited) : "");
            found.add(weigh(death, blamed, conversation, "connection_timeout", reason, 0.75, reached));
        }
    }

    /** A peer that took the connection and a question, and said no more. */
    private static void silence(Death death, Blamed blamed, Conversation conversation, List<Suspicion> found) {
        double waited = (blamed.process().endNanos() - conversation.sentNanos()) / NANOS;
        boolean silent = conversation.sentNanos() > conversation.receivedNanos()
                && conversation.endOfDataEvent() == 0
                && conversation.error() == 0
                && waited >= LEAST_WAIT_SECONDS
                && death.isErrorExit();
        if (!silent) {
            return;
        }
        Support support =
                Support.of(death.printedAfter(conversation.startEvent()), targets(conversation), Errors.ETIMEDOUT);
        double confidence = support.namesError() ? 0.85 : 0.42;
        found.add(new Suspicion(
                "connection_timeout",
                confidence * blamed.weight(),
                conversation.peer() + " took the connection and did not answer within " + seconds(waited),
                support.with(conversation.startEvent())));
    }

    private static boolean waitedInVain(Blamed blamed, Conversation conversation) {
        boolean interrupted = conversation.error() == EINTR || conversation.error() >= RESTART;
        // An alarm of its own, or whoever watches over it, as timeout(1) does.
        boolean alarm = blamed.trace().signals().stream()
                .anyMatch(signal -> signal.event() >= conversation.startEvent()
                        && (signal.signal() == SIGALRM || signal.signal() == SIGTERM));
        return conversation.isPending() || interrupted && alarm;
    }

    private static String seconds(double seconds) {
        return Math.round(seconds * 10) / 10.0 + " s";
    }

    private static String attempts(Blamed blamed, Conversation conversation) {
        long attempts = blamed.trace().conversations().stream()
                .filter(other -> other.peer().equals(conversation.peer()) && other.wasRefused())
                .count();
        return attempts > 1 ? ", " + attempts + " times" : "";
    }

    private static Suspicion weigh(
            Death death,
            Blamed blamed,
            Conversation conversation,
            String cause,
            String reason,
            double alone,
            boolean reached) {
        long event = Math.max(conversation.startEvent(), conversation.errorEvent());
        int error = conversation.error() == 0 || conversation.error() >= RESTART || conversation.error() == EINTR
                ? Errors.ETIMEDOUT
                : conversation.error();
        Support support = Support.of(death.printedAfter(conversation.startEvent()), targets(conversation), error);
        double confidence = support.isAny() ? Math.max(alone, support.confidence()) : alone;
        if (reached) {
            confidence *= 0.3;
        }
        long nanos = Math.max(conversation.startNanos(), conversation.errorNanos());
        if (conversation.error() == 0 || conversation.error() >= RESTART) {
            nanos = blamed.process().endNanos();
        }
        confidence *= blamed.weight() * Recency.weight(death.secondsToEnd(nanos));
        if (!death.isErrorExit()) {
            confidence *= 0.4;
        }
        List<Long> evidence = support.with(event);
        return new Suspicion(cause, confidence, reason, evidence);
    }

    private static List<String> targets(Conversation conversation) {
        String peer = conversation.peer();
        int colon = peer.lastIndexOf(':');
        return colon < 0 || conversation.port() == 0
                ? List.of(peer)
                : List.of(peer, peer.substring(0, colon), String.valueOf(conversation.port()));
    }
}
