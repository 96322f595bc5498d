package io.scapula.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the installed sysdig prints of a capture.
 *
 * @param events the columns' texts by {@code evt.num}
 */
record SysdigOutput(Map<Long, Map<StateColumn, String>> events) {
    /** Occurs in no name. */
    private static final String SEPARATOR = "\u0001";

    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve("sysdig")));
    }

    static SysdigOutput of(Path capture, List<StateColumn> columns) throws IOException {
        StringBuilder format = new StringBuilder("*%evt.num");
        columns.forEach(column -> format.append(SEPARATOR).append('%').append(column.field()));
        Process sysdig = new ProcessBuilder("sysdig", "-r", capture.toString(), "-p", format.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<Long, Map<StateColumn, String>> events = new HashMap<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(sysdig.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] texts = line.split(SEPARATOR, -1);
                Map<StateColumn, String> values = new EnumMap<>(StateColumn.class);
                for (int index = 0; index < columns.size(); index++) {
                    values.put(columns.get(index), texts[index + 1]);
                }
                events.put(Long.valueOf(texts[0]), values);
            }
        }
        return new SysdigOutput(events);
    }
}
