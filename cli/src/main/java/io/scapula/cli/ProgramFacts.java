package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.analyzers.session.SessionFinder;
import io.scapula.format.CaptureReader;
import io.scapula.format.FileFingerprint;
import io.scapula.format.event.EventTable;
import io.scapula.sql.SqlDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of the program determines its answers: versions and hashes of its parts. */
final class ProgramFacts {
    private static final String LIBRARIES = "libraries.properties";
    /** One class of each module. */
    private static final List<Class<?>> MODULES =
            List.of(Main.class, SqlDatabase.class, SessionFinder.class, Capture.class, CaptureReader.class);

    private ProgramFacts() {}

    /** Everything by name; texts, and maps and lists of them. */
    static Map<String, @Nullable Object> all() throws IOException {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", "scapula");
        facts.put("version", Version.number());
        facts.put("event_schema", EventTable.SCHEMA_VERSION);
        facts.put("java", Runtime.version().toString());
        facts.put("libraries", libraries());
        Map<String, String> jars = new TreeMap<>();
        for (Class<?> module : MODULES) {
            putJar(module, jars);
        }
        facts.put("jars", jars);
        facts.put("analyzers", otherAnalyzers(jars));
        return facts;
    }

    private static Map<String, String> libraries() throws IOException {
        Properties versions = new Properties();
        try (InputStream resource = ProgramFacts.class.getResourceAsStream(LIBRARIES)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + LIBRARIES);
            }
            versions.load(resource);
        }
        Map<String, String> libraries = new TreeMap<>();
        versions.stringPropertyNames().forEach(name -> libraries.put(name, versions.getProperty(name)));
        return libraries;
    }

    /** Jars of analyzers that do not ship with the program, with their hashes. */
    private static Map<String, String> otherAnalyzers(Map<String, String> own) throws IOException {
        Map<String, String> jars = new TreeMap<>();
        for (Analyzer analyzer : Analyzers.load().all()) {
            putJar(analyzer.getClass(), jars);
        }
        jars.keySet().removeAll(own.keySet());
        return jars;
    }

    /** Hashes the jar of a class, unless the class is in none, as while it is developed. */
    private static void putJar(Class<?> type, Map<String, String> jars) throws IOException {
        Path jar = jar(type);
        if (jar != null && !jars.containsKey(String.valueOf(jar.getFileName()))) {
            jars.put(
                    String.valueOf(jar.getFileName()),
                    FileFingerprint.of(jar, read -> {}).sha256());
        }
    }

    private static @Nullable Path jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null || !location.getProtocol().equals("file")) {
            return null;
        }
        try {
            Path path = Path.of(location.toURI());
            return Files.isRegularFile(path) ? path : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
