package io.scapula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Imports run one way: cli, examples, benchmarks → analyzers, sql → core → capture-format. */
class ImportDirectionTest {
    /** What a module may import of the others. Analyzers see core only: bytes and format versions end there. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "capture-format", Set.of(),
            "core", Set.of("capture-format"),
            "analyzers", Set.of("core"),
            "sql", Set.of("core"),
            "cli", Set.of("analyzers", "sql", "core", "capture-format"),
            "examples", Set.of("analyzers", "sql", "core", "capture-format"),
            "benchmarks", Set.of("analyzers", "core", "capture-format"));

    private static final Pattern INTERNAL = Pattern.compile("(^|\\.)internal(\\.|$)");

    private final Map<String, JavaClasses> mainClasses = Reactor.mainClasses();

    @Test
    void everyModuleHasItsPlaceInTheDirection() {
        assertThat(Reactor.modulesWithCode()).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }

    @Test
    void importsRunOneWay() {
        assertThat(wrongImports(MAY_IMPORT)).isEmpty();
    }

    @Test
    void noModuleReachesIntoTheInternalsOfAnother() {
        assertThat(internalImports()).isEmpty();
    }

    @Test
    void anImportAgainstTheDirectionWouldBeNoticed() {
        Map<String, Set<String>> stricter = new HashMap<>(MAY_IMPORT);
        stricter.put("core", Set.of());

        assertThat(wrongImports(stricter)).anyMatch(line -> line.startsWith("core -> capture-format: "));
    }

    private List<String> wrongImports(Map<String, Set<String>> mayImport) {
        List<String> wrong = new ArrayList<>();
        importsOfOtherModules().forEach(use -> {
            if (!mayImport.getOrDefault(use.from(), Set.of()).contains(use.to())) {
                wrong.add(use.describe());
            }
        });
        return wrong;
    }

    private List<String> internalImports() {
        return importsOfOtherModules().stream()
                .filter(use -> INTERNAL.matcher(use.target().getPackageName()).find())
                .map(Use::describe)
                .toList();
    }

    private List<Use> importsOfOtherModules() {
        Map<String, String> moduleOf = new HashMap<>();
        mainClasses.forEach((module, classes) -> classes.forEach(type -> moduleOf.put(type.getName(), module)));
        List<Use> uses = new ArrayList<>();
        mainClasses.forEach((module, classes) -> classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .sorted()
                .forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String to = moduleOf.getOrDefault(target.getName(), module);
                    if (!to.equals(module)) {
                        uses.add(new Use(module, to, target, dependency));
                    }
                }));
        return uses;
    }

    private record Use(String from, String to, JavaClass target, Dependency dependency) {
        String describe() {
            return from + " -> " + to + ": " + dependency.getDescription();
        }
    }
}
