package io.scapula.format.block;

import io.scapula.format.CaptureWarning;

/** Where a list decoder reports what it could not read; the entries before it are in the list it returns. */
@FunctionalInterface
public interface ListDamage {
    void report(CaptureWarning.Kind kind, String message);
}
