package io.scapula.cli;

import io.scapula.analysis.Analyzer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Analyzers that do not ship with Scapula: jars that the environment variable {@value #VARIABLE} names, separated as in a
 * class path. Each lists its {@link Analyzer}s in {@code META-INF/services}.
 */
final class OwnAnalyzers {
    static final String VARIABLE = "SCAPULA_ANALYZERS";

    private OwnAnalyzers() {}

    /**
     * Puts the jars where analyzers are looked for.
     *
     * @param jars what the variable says, {@code null} if it is not set
     * @throws NoSuchFileException if one is not there
     */
    static void add(@Nullable String jars) throws IOException {
        if (jars == null || jars.isBlank()) {
            return;
        }
        List<URL> places = new ArrayList<>();
        for (String jar : jars.split(File.pathSeparator, -1)) {
            Path path = Path.of(jar);
            if (!Files.exists(path)) {
                throw new NoSuchFileException(VARIABLE + ": " + path);
            }
            places.add(path.toUri().toURL());
        }
        // Not closed: it serves until the program ends.
        ClassLoader loader = new URLClassLoader(places.toArray(new URL[0]), Main.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** Adds a command for each analyzer. */
    static void addCommands(CommandLine line, List<Analyzer> analyzers) {
        for (Analyzer analyzer : analyzers) {
            if (line.getSubcommands().containsKey(analyzer.id())) {
                throw new ServiceConfigurationError(
                        "the analyzer " + analyzer.getClass().getName() + " has the id '" + analyzer.id()
                                + "', which is a command of scapula");
            }
            try {
                line.addSubcommand(analyzer.id(), AnalyzerCommand.of(analyzer));
            } catch (CommandLine.InitializationException e) {
                throw new ServiceConfigurationError(
                        "the analyzer " + analyzer.getClass().getName() + " makes no command: " + e.getMessage(), e);
            }
        }
    }
}
