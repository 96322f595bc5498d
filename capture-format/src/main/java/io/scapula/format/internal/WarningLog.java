package io.scapula.format.internal;

import io.scapula.format.CaptureLocation;
import io.scapula.format.CaptureWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects warnings; equal ones are counted, so that a hostile capture cannot fill memory with them. */
public final class WarningLog {
    private static final int MOST_KINDS = 256;

    private record Key(CaptureWarning.Kind kind, Object detail) {}

    private final Map<Key, CaptureWarning> warnings = new LinkedHashMap<>();

    /**
     * Notes one warning.
     *
     * @param detail what makes two warnings of a kind the same, such as the unknown block type
     */
    public void add(CaptureWarning.Kind kind, Object detail, CaptureLocation location, String message) {
        Key key = new Key(kind, detail);
        CaptureWarning known = warnings.get(key);
        if (known == null && warnings.size() >= MOST_KINDS) {
            key = new Key(kind, "further");
            known = warnings.get(key);
        }
        warnings.put(
                key,
                known == null
                        ? new CaptureWarning(kind, location, 1, message)
                        : new CaptureWarning(kind, known.location(), known.count() + 1, known.message()));
    }

    public List<CaptureWarning> all() {
        return new ArrayList<>(warnings.values());
    }
}
