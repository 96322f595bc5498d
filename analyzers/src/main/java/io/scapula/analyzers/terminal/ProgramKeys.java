package io.scapula.analyzers.terminal;

/** Keys for a program that has the whole screen. */
final class ProgramKeys {
    final long pid;
    private final Evidence evidence = new Evidence();
    private TerminalData last;
    private int count;

    ProgramKeys(TerminalData first) {
        pid = first.pid();
        last = first;
    }

    void add(TerminalData data) {
        evidence.add(data.eventNumber());
        last = data;
        count++;
    }

    void add(LineInProgress line) {
        line.evidence.events().forEach(evidence::add);
        last = line.last();
        count += line.keys.keys();
    }

    TypedLine finish() {
        return new TypedLine(
                last.timeNanos(),
                last.eventNumber(),
                pid,
                last.program(),
                "",
                last.program() + ": " + count + (count == 1 ? " key" : " keys"),
                TypedLine.Kind.KEYS,
                false,
                true,
                evidence.events());
    }
}
