package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.Signals;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.List;

/** Deaths by a signal: crashes, aborts and kills, be it of the entry process or of a child whose end it passed on. */
final class SignalDeaths implements CauseFinder {
    static final int SIGILL = 4;
    static final int SIGTRAP = 5;
    static final int SIGABRT = 6;
    static final int SIGBUS = 7;
    static final int SIGFPE = 8;
    static final int SIGKILL = 9;
    static final int SIGSEGV = 11;
    static final int SIGTERM = 15;

    private static final int SIGNAL_BASE = 128;
    private static final double GRACE_SECONDS = 60;

    @Override
    public boolean isAbout(Death death) {
        return true;
    }

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        ExitStatus own = death.status();
        if (own == null) {
            return found;
        }
        for (Blamed blamed : death.blamed()) {
            ExitStatus status = blamed.process().exitStatus();
            if (status == null || status.signal() == 0) {
                continue;
            }
            boolean entry = blamed.process().equals(death.entry());
            boolean passedOn = own.signal() == 0 && own.code() == SIGNAL_BASE + status.signal();
            if (entry || own.signal() == 0) {
                double weight = entry || passedOn ? 1 : 0.85 * blamed.weight();
                add(death, blamed, status.signal(), weight, found);
            }
        }
        if (own.signal() == 0 && own.code() != 0) {
            addHandled(death, own, found);
            addAsked(death, own, found);
        }
        return found;
    }

    private static void add(Death death, Blamed blamed, int signal, double weight, List<Suspicion> found) {
        Process process = blamed.process();
        boolean entry = process.equals(death.entry());
        String who = entry ? "it" : "its process " + process.last().comm();
        String name = signalName(signal);
        List<Long> evidence = new ArrayList<>();
        blamed.trace().signals().stream()
                .filter(delivered -> delivered.signal() == signal)
                .forEach(delivered -> evidence.add(delivered.event()));
        evidence.add(process.endEvent());
        switch (signal) {
            case SIGSEGV, SIGBUS ->
                found.add(new Suspicion(
                        "segfault", 0.95 * weight, who + " touched memory that it must not (" + name + ")", evidence));
            case SIGILL, SIGFPE ->
                found.add(new Suspicion("segfault", 0.7 * weight, who + " crashed (" + name + ")", evidence));
            case SIGABRT ->
                found.add(new Suspicion("abort", 0.95 * weight, who + " aborted itself (" + name + ")", evidence));
            case SIGTRAP ->
                found.add(new Suspicion("abort", 0.6 * weight, who + " stopped itself (" + name + ")", evidence));
            default -> killed(death, blamed, signal, weight, who, evidence, found);
        }
    }

    private static void killed(
            Death death,
            Blamed blamed,
            int signal,
            double weight,
            String who,
            List<Long> evidence,
            List<Suspicion> found) {
        Process process = blamed.process();
        Signals.Sent sent = SignalSenders.find(death.watch(), process, signal, process.endEvent(), process.endNanos());
        String name = signalName(signal);
        boolean entry = process.equals(death.entry());
        if (sent != null && !entry && !sent.sender().containerId().isEmpty()) {
            // A first process hands on what it is sent; otherwise, it is how the container treats its own children.
            Signals.Sent toEntry = SignalSenders.find(death.watch(), death.entry(), signal, sent.event(), sent.nanos());
            if (toEntry == null) {
                found.add(new Suspicion(
                        "killed",
                        0.6 * weight,
                        SignalSenders.describe(sent, process) + " sent " + name + " to " + who,
                        List.of(sent.event(), process.endEvent())));
                return;
            }
            sent = toEntry;
        }
        if (sent == null) {
            double confidence = signal == SIGKILL ? 0.45 : 0.75;
            found.add(new Suspicion(
                    "killed",
                    confidence * weight,
                    "something sent " + name + (who.equals("it") ? "" : " to " + who)
                            + ", and no such call was recorded",
                    evidence));
            return;
        }
        evidence.add(sent.event());
        String asked = "";
        if (signal == SIGKILL) {
            Signals.Sent before = SignalSenders.find(death.watch(), process, SIGTERM, sent.event(), sent.nanos());
            if (before != null) {
                evidence.add(before.event());
                asked = ", after SIGTERM had not ended it for " + seconds(sent.nanos() - before.nanos());
            }
        }
        found.add(new Suspicion(
                "killed",
                0.93 * weight,
                SignalSenders.describe(sent, process) + " sent " + name + (who.equals("it") ? "" : " to " + who)
                        + asked,
                evidence));
    }

    /** It was asked to end in a way that no signal handler shows, and exited as it is usual then. */
    private static void addAsked(Death death, ExitStatus own, List<Suspicion> found) {
        Process entry = death.entry();
        Signals.Sent sent = SignalSenders.find(death.watch(), entry, SIGTERM, entry.endEvent(), entry.endNanos());
        if (sent != null && death.secondsToEnd(sent.nanos()) <= GRACE_SECONDS) {
            found.add(new Suspicion(
                    "killed",
                    own.code() == SIGNAL_BASE + SIGTERM ? 0.92 : 0.7,
                    SignalSenders.describe(sent, entry) + " sent SIGTERM",
                    List.of(sent.event())));
        }
    }

    /** It heeded a signal in its own way: it exited with a code that says that something went wrong. */
    private static void addHandled(Death death, ExitStatus own, List<Suspicion> found) {
        for (Blamed blamed : death.blamed()) {
            if (!blamed.process().equals(death.entry())) {
                continue;
            }
            for (Signals.Delivered delivered : blamed.trace().signals()) {
                double seconds = death.secondsToEnd(delivered.nanos());
                int signal = delivered.signal();
                boolean conventional = own.code() == SIGNAL_BASE + signal;
                if (isRequest(signal) && seconds <= GRACE_SECONDS && delivered.event() > death.startEvent()) {
                    Signals.Sent sent = SignalSenders.find(
                            death.watch(), death.entry(), signal, delivered.event(), delivered.nanos());
                    List<Long> evidence =
                            sent == null ? List.of(delivered.event()) : List.of(sent.event(), delivered.event());
                    String by = sent == null
                            ? signalName(signal) + " arrived"
                            : SignalSenders.describe(sent, death.entry()) + " sent " + signalName(signal);
                    found.add(new Suspicion("killed", conventional ? 0.92 : 0.75, by, evidence));
                } else if (signal == SIGSEGV && seconds <= 0.2) {
                    found.add(new Suspicion(
                            "segfault",
                            0.7,
                            "it touched memory that it must not (SIGSEGV), and exited",
                            List.of(delivered.event())));
                }
            }
        }
    }

    private static boolean isRequest(int signal) {
        return signal == SIGTERM || signal == 1 || signal == 2 || signal == 3;
    }

    static String signalName(int signal) {
        String name = new ExitStatus(0, signal, false).signalName();
        return name == null ? "signal " + signal : name;
    }

    static String seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0 + " s";
    }
}
