package io.scapula.filter.internal;

import io.scapula.format.event.TableResource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Ports by the names of their services: those of IANA's registry that are commonly met. */
public final class ServiceNames {
    private static final class Holder {
        static final Map<String, Integer> PORTS = load();
    }

    private ServiceNames() {}

    /** The port of the service, or -1 if the name is not known. */
    public static int port(String name) {
        return Holder.PORTS.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
    }

    private static Map<String, Integer> load() {
        Map<String, Integer> ports = new HashMap<>();
        TableResource.forEachRow(ServiceNames.class, "service-names.tsv", row -> {
            for (String name : row.get(1).split(" ", -1)) {
                ports.put(name, Integer.valueOf(row.get(0)));
            }
        });
        return Map.copyOf(ports);
    }
}
