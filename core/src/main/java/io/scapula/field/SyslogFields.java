package io.scapula.field;

/** Messages that programs wrote to the system log. */
final class SyslogFields {
    private SyslogFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("evt.is_syslog", (event, value) -> value.add(SyslogMessage.isWrite(event)));
        ofMessage(readers, "syslog.facility", (message, value) -> value.add(message.facility()));
        ofMessage(readers, "syslog.facility.str", (message, value) -> value.add(message.facilityName()));
        ofMessage(readers, "syslog.severity", (message, value) -> value.add(message.severity()));
        ofMessage(readers, "syslog.severity.str", (message, value) -> value.add(message.severityName()));
        ofMessage(readers, "syslog.message", (message, value) -> value.add(message.text()));
    }

    @FunctionalInterface
    private interface OfMessage {
        boolean read(SyslogMessage message, FieldValue value);
    }

    private static void ofMessage(ReaderTable readers, String field, OfMessage reader) {
        readers.fresh(field, () -> {
            SyslogMessage message = new SyslogMessage();
            return (event, value) -> message.parse(event) && reader.read(message, value);
        });
    }
}
