package io.scapula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The BOM must name what users depend on, and only that. */
class BomTest {
    private static final List<String> NOT_FOR_USERS = List.of("examples", "benchmarks");

    @Test
    void listsEveryModuleThatUsersDependOn() {
        List<String> published = Reactor.modulesWithCode().stream()
                .filter(module -> !NOT_FOR_USERS.contains(module))
                .map(Reactor::artifactId)
                .toList();

        List<String> listed = Reactor.texts(Reactor.managedDependencies("bom"), "artifactId");

        assertThat(listed).containsExactlyInAnyOrderElementsOf(published);
    }
}
