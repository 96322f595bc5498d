package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.IpAddress;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class FdVersionTest {
    @Test
    void looksTheSameInWhateverRowItIs() {
        FdVersion other = new FdVersion();
        other.row = 5;

        assertThat(new FdVersion().looksLike(other)).isTrue();
        assertThat(new FdVersion().lookHash()).isEqualTo(other.lookHash());
    }

    @Test
    void looksDifferentIfAnythingElseIs() throws IllegalAccessException {
        int changed = 0;
        for (Field field : FdVersion.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    || field.isSynthetic()
                    || field.getName().equals("row")) {
                continue;
            }
            FdVersion other = new FdVersion();
            field.set(other, another(field.getType()));

            assertThat(new FdVersion().looksLike(other)).as(field.getName()).isFalse();
            assertThat(other.looksLike(new FdVersion())).as(field.getName()).isFalse();
            changed++;
        }
        assertThat(changed).isGreaterThan(10);
    }

    private static Object another(Class<?> type) {
        if (type == long.class) {
            return 77L;
        }
        if (type == int.class) {
            return 77;
        }
        if (type == String.class) {
            return "another";
        }
        if (type == FdType.class) {
            return FdType.FILE;
        }
        if (type == L4Protocol.class) {
            return L4Protocol.TCP;
        }
        if (type == IpAddress.class) {
            return new IpAddress(0, 1, false);
        }
        throw new AssertionError("no other value of " + type);
    }
}
