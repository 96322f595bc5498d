package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.text.DisplayOptions;
import io.scapula.text.ParameterText;
import java.util.Arrays;

/** The parameters of events as text: all of them, or one by its name or position. */
final class ArgumentFields {
    private ArgumentFields() {}

    static void addTo(ReaderTable readers, DisplayOptions display) {
        readers.fresh("evt.args", () -> {
            ParameterText parameters = new ParameterText(display);
            StringBuilder text = new StringBuilder();
            return (event, value) -> {
                text.setLength(0);
                parameters.appendAll(text, event);
                return value.add(text.toString());
            };
        });
        readers.fresh("evt.info", () -> new EventInfo(display));
        readers.required(
                "evt.arg",
                argument -> FieldArguments.isIndex(argument)
                        ? new OneParameter(display, EventParameters.at(FieldArguments.index("evt.arg", argument)))
                        : new OneParameter(display, EventParameters.named("evt.arg", argument)));
        readers.binding("evt.rawarg", (field, argument) -> RawParameter.bind(field, argument == null ? "" : argument));
    }

    /** One parameter: its resolved text if it has one, its value otherwise. */
    private static final class OneParameter implements FieldReader {
        private final ParameterText parameters;
        private final int[] indexes;
        private final StringBuilder text = new StringBuilder();

        OneParameter(DisplayOptions display, int[] indexes) {
            this.parameters = new ParameterText(display);
            this.indexes = indexes;
        }

        @Override
        public boolean read(EventContext event, FieldValue value) {
            EventView view = event.event();
            int index = EventTraits.at(indexes, view);
            if (index < 0 || index >= view.parameterCount()) {
                return false;
            }
            text.setLength(0);
            if (!parameters.appendResolved(text, event, index)) {
                parameters.appendValue(text, event, index);
            }
            return value.add(text.toString());
        }
    }

    /** What {@code evt.info} shows: the parameters or, for what sysdig saw written to the system log, the message. */
    private static final class EventInfo implements FieldReader {
        private final ParameterText parameters;
        private final SyslogMessage message = new SyslogMessage();
        private final StringBuilder text = new StringBuilder();

        EventInfo(DisplayOptions display) {
            this.parameters = new ParameterText(display);
        }

        @Override
        public boolean read(EventContext event, FieldValue value) {
            if (!event.isFromCurrentRecorder() && message.parse(event)) {
                return value.add("syslog sev=" + message.severityName() + " msg=" + message.text());
            }
            text.setLength(0);
            parameters.appendInfo(text, event);
            return value.add(text.toString());
        }
    }

    /** The positions of parameters by event code. */
    static final class EventParameters {
        private EventParameters() {}

        static int[] named(String field, String name) throws FieldException {
            int[] indexes = EventTraits.indexesOf(name);
            if (Arrays.stream(indexes).allMatch(index -> index < 0)) {
                throw new FieldException(field + "." + name + ": no event has a parameter '" + name + "'");
            }
            return indexes;
        }

        static int[] at(int position) {
            int[] indexes = EventTraits.indexesOf("");
            io.scapula.format.event.EventTable.current()
                    .all()
                    .forEach(type ->
                            indexes[type.code()] = position < type.parameters().size() ? position : -1);
            return indexes;
        }
    }
}
