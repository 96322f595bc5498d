package io.scapula.filter.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths that match themselves and everything below: what {@code pmatch} compares with. Paths are compared by components,
 * empty ones do not count; a component with {@code * ? [} in it is a glob.
 */
public final class PathPatterns {
    private record Component(String text, @Nullable Glob glob) {
        boolean matches(String path, int start, int end) {
            if (glob != null) {
                return glob.matches(path, start, end);
            }
            return text.length() == end - start && path.startsWith(text, start);
        }
    }

    private final Component[][] patterns;

    /** Takes the patterns apart. */
    public PathPatterns(List<String> patterns) {
        List<Component[]> split = new ArrayList<>();
        for (String pattern : patterns) {
            split.add(components(pattern));
        }
        this.patterns = split.toArray(Component[][]::new);
    }

    private static Component[] components(String pattern) {
        List<Component> components = new ArrayList<>();
        for (String component : pattern.split("/", -1)) {
            if (!component.isEmpty()) {
                components.add(
                        new Component(component, Glob.isPattern(component) ? Glob.compile(component, false) : null));
            }
        }
        return components.toArray(Component[]::new);
    }

    /** Whether the path is one of the patterns or lies below one. */
    public boolean match(String path) {
        for (Component[] pattern : patterns) {
            if (matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Component[] pattern, String path) {
        int start = 0;
        for (Component component : pattern) {
            while (start < path.length() && path.charAt(start) == '/') {
                start++;
            }
            if (start == path.length()) {
                return false;
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!component.matches(path, start, end)) {
                return false;
            }
            start = end;
        }
        return true;
    }
}
