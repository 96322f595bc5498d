package io.scapula.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares files with what a manifest says of them. They are only read. */
final class Verification {
    private final Manifest manifest;
    private final ManifestFiles files;
    private final Custody custody;

    Verification(Manifest manifest, ManifestFiles files, Custody custody) {
        this.manifest = manifest;
        this.files = files;
        this.custody = custody;
    }

    /** Compares every input and every output, in the order of the manifest. */
    List<Check> files() {
        List<Check> checks = new ArrayList<>();
        for (Manifest.Entry input : manifest.inputs()) {
            checks.add(check(Check.What.INPUT, input));
        }
        for (Manifest.Entry output : manifest.outputs()) {
            checks.add(check(Check.What.OUTPUT, output));
        }
        return checks;
    }

    private Check check(Check.What what, Manifest.Entry entry) {
        String name = shown(what, entry);
        StoredFile expected = entry.stored();
        if (expected == null) {
            return notChecked(what, name, null, "the manifest has no hash of it");
        }
        Path file = files.find(what.toString(), entry);
        if (file == null) {
            return notChecked(what, name, expected, "it is gone; --standard-" + what + " names a file that kept it");
        }
        if (!Files.exists(file)) {
            return new Check(what, name, Check.Result.MISSING, expected, null, "there is no " + file);
        }
        if (!Files.isRegularFile(file)) {
            return new Check(what, name, Check.Result.DIFFERS, expected, null, file + " is no regular file");
        }
        try {
            StoredFile found = custody.input(file.toString()).stored();
            if (found != null) {
                return Check.of(what, name, expected, found);
            }
            return new Check(what, name, Check.Result.DIFFERS, expected, null, file + " cannot be read");
        } catch (IOException e) {
            return new Check(
                    what, name, Check.Result.DIFFERS, expected, null, file + " cannot be read: " + e.getMessage());
        }
    }

    private static Check notChecked(Check.What what, String name, @Nullable StoredFile expected, String why) {
        return new Check(what, name, Check.Result.NOT_CHECKED, expected, null, why);
    }

    static String shown(Check.What what, Manifest.Entry entry) {
        return entry.isStandard() ? "standard " + (what == Check.What.INPUT ? "input" : "output") : entry.name();
    }
}
