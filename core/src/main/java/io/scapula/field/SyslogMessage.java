package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.CaptureText;
import io.scapula.format.EventView;
import io.scapula.state.FdVersion;

/** A message that a program wrote to the system log: {@code <PRIORITY>text}. Reused for one event after the other. */
final class SyslogMessage {
    private static final int[] DATA = EventTraits.indexesOf("data");
    private static final int LONGEST_PRIORITY = 18;
    private static final String[] SEVERITIES = {"emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"};
    private static final String[] FACILITIES = {
        "kern",
        "user",
        "mail",
        "daemon",
        "auth",
        "syslog",
        "lpr",
        "news",
        "uucp",
        "clock",
        "authpriv",
        "ftp",
        "ntp",
        "logaudit",
        "logalert",
        "cron",
        "local0",
        "local1",
        "local2",
        "local3",
        "local4",
        "local5",
        "local6",
        "local7"
    };

    private long priority;
    private String text = "";

    /** Whether the event writes to the descriptor of the system log. */
    static boolean isWrite(EventContext event) {
        FdVersion fd = event.fd();
        return fd != null
                && fd.isSyslog()
                && EventTraits.WRITES.contains(event.event().typeCode());
    }

    /** Takes the message from the data that the event wrote; false if it wrote none. */
    boolean parse(EventContext event) {
        if (!isWrite(event) || !EventTraits.isExit(event) || event.result() < 0) {
            return false;
        }
        EventView view = event.event();
        int index = EventTraits.at(DATA, view);
        if (index < 0 || view.parameterLength(index) == 0) {
            return false;
        }
        byte[] data = view.bytes(index);
        int end = priority(data);
        if (end == 0) {
            return false;
        }
        int length = end;
        while (length < data.length && data[length] != 0) {
            length++;
        }
        text = CaptureText.decode(data, end, length - end);
        return true;
    }

    /** Reads {@code <digits>}; the position behind it, or 0 if there is none. */
    private int priority(byte[] data) {
        if (data[0] != '<') {
            return 0;
        }
        long number = 0;
        for (int index = 1; index < data.length && index <= LONGEST_PRIORITY + 1; index++) {
            if (data[index] == '>') {
                priority = number;
                return index > 1 ? index + 1 : 0;
            }
            if (data[index] < '0' || data[index] > '9') {
                return 0;
            }
            number = 10 * number + data[index] - '0';
        }
        return 0;
    }

    int severity() {
        return (int) (priority & 7);
    }

    long facility() {
        return priority >>> 3;
    }

    String severityName() {
        return SEVERITIES[severity()];
    }

    String facilityName() {
        return facility() < FACILITIES.length ? FACILITIES[(int) facility()] : "<NA>";
    }

    String text() {
        return text;
    }
}
