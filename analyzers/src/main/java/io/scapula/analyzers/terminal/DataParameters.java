package io.scapula.analyzers.terminal;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where events have their parameters. */
final class DataParameters {
    private final Map<String, Map<String, Integer>> places = new HashMap<>();

    /** Index of a parameter, -1 if events of the type have none of this name. */
    int index(EventView event, String name) {
        EventType type = event.type();
        if (type == null) {
            return -1;
        }
        return places.computeIfAbsent(type.name(), key -> new HashMap<>())
                .computeIfAbsent(name, key -> find(type.parameters(), key));
    }

    private static int find(List<ParameterSpec> parameters, String name) {
        for (int index = 0; index < parameters.size(); index++) {
            if (parameters.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }
}
