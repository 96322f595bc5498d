package io.scapula.filter.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (InputStream stream = ServiceNames.class.getResourceAsStream("service-names.tsv")) {
            if (stream == null) {
                throw new IllegalStateException("service-names.tsv is not on the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] row = line.split("\t", -1);
                    for (String name : row[1].split(" ", -1)) {
                        ports.put(name, Integer.valueOf(row[0]));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(ports);
    }
}
