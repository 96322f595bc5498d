package io.scapula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** NullAway checks only what is marked, so everything is. */
class NullMarkedTest {
    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = Reactor.mainClasses().entrySet().stream()
                .flatMap(module -> unmarkedPackages(module.getValue()).map(name -> module.getKey() + ": " + name))
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static Stream<String> unmarkedPackages(JavaClasses classes) {
        Set<String> marked = classes.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        return classes.stream()
                .filter(type -> !Reactor.isGenerated(type))
                .map(JavaClass::getPackageName)
                .filter(name -> !marked.contains(name))
                .distinct()
                .sorted();
    }
}
