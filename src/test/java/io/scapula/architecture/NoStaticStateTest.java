package io.scapula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two captures may be open at once: nothing that changes is shared between them. */
class NoStaticStateTest {
    @Test
    void everyStaticFieldIsFinal() {
        assertThat(Reactor.mainClasses().values().stream().flatMap(NoStaticStateTest::changing))
                .isEmpty();
    }

    @Test
    void aFieldThatChangesWouldBeNoticed() {
        JavaClasses classes = new ClassFileImporter().importClasses(Counts.class);

        assertThat(changing(classes)).singleElement().asString().contains("Counts.count");
    }

    private static Stream<String> changing(JavaClasses classes) {
        List<JavaClass> ours =
                classes.stream().filter(type -> !Reactor.isGenerated(type)).toList();
        return ours.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().containsAll(Set.of(JavaModifier.FINAL)))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaField::getFullName);
    }

    @SuppressWarnings("unused")
    private static final class Counts {
        static int count;
    }
}
