package io.scapula.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** The modules of this build, read from the reactor's directory. */
public final class Reactor {
    private static final Path ROOT = findRoot();

    private Reactor() {}

    /** The directory of a module, or any other below the root. */
    public static Path directory(String module) {
        return ROOT.resolve(module);
    }

    /** The modules that have main code, as directories: all that the root POM lists but the tests and the BOM. */
    static List<String> modulesWithCode() {
        return texts(pom("."), "module").stream()
                .filter(module -> !module.equals("src/test") && !module.equals("bom"))
                .toList();
    }

    /** The main classes of every module, read once. */
    static Map<String, JavaClasses> mainClasses() {
        return MainClasses.BY_MODULE;
    }

    /** A module that has sources but no classes is an error: rules over nothing always hold. */
    private static Map<String, JavaClasses> importMainClasses() {
        Map<String, JavaClasses> byModule = new TreeMap<>();
        for (String module : modulesWithCode()) {
            JavaClasses classes =
                    new ClassFileImporter().importPath(directory(module).resolve("target/classes"));
            if (classes.isEmpty() && hasSources(module)) {
                throw new IllegalStateException(module + " has sources, but no classes in target/classes: build first");
            }
            byModule.put(module, classes);
        }
        for (String module : Set.of("capture-format", "core", "cli")) {
            if (!byModule.containsKey(module) || byModule.get(module).isEmpty()) {
                throw new IllegalStateException("no classes found for " + module + " under " + ROOT);
            }
        }
        return byModule;
    }

    private static final class MainClasses {
        static final Map<String, JavaClasses> BY_MODULE = importMainClasses();
    }

    static boolean isGenerated(JavaClass type) {
        return type.getPackageName().contains("jmh_generated");
    }

    static Element managedDependencies(String module) {
        return (Element)
                pom(module).getElementsByTagName("dependencyManagement").item(0);
    }

    private static Element pom(String module) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(directory(module).resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the POM of " + module, e);
        }
    }

    /** The texts of all elements of this name below another, in document order. */
    static List<String> texts(Element parent, String element) {
        var nodes = parent.getElementsByTagName(element);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    /** The artifact id of a module: the one that is not its parent's or a dependency's. */
    static String artifactId(String module) {
        var children = pom(module).getChildNodes();
        return Stream.iterate(0, i -> i < children.getLength(), i -> i + 1)
                .map(children::item)
                .filter(child -> child.getNodeName().equals("artifactId"))
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasSources(String module) {
        Path sources = directory(module).resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maven runs the tests in src/test, an IDE perhaps elsewhere in the checkout. */
    private static Path findRoot() {
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("capture-format/pom.xml"))) {
                return path;
            }
        }
        throw new IllegalStateException(
                "not inside a Scapula checkout: " + Path.of("").toAbsolutePath());
    }
}
