package io.scapula.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
            return Check.without(what, name, Check.Result.NOT_CHECKED, null, "the manifest has no hash of it");
        }
        Path file = files.find(what.toString(), entry);
        if (file == null) {
            String how = "it is gone; --standard-" + what + " names a file that kept it";
            return Check.without(what, name, Check.Result.NOT_CHECKED, expected, how);
        }
        if (!Files.exists(file)) {
            return Check.without(what, name, Check.Result.MISSING, expected, "there is no " + file);
        }
        if (!Files.isRegularFile(file)) {
            return Check.without(what, name, Check.Result.DIFFERS, expected, file + " is no regular file");
        }
        try {
            return compare(what, name, expected, file);
        } catch (IOException e) {
            String why = file + " cannot be read: " + e.getMessage();
            return Check.without(what, name, Check.Result.DIFFERS, expected, why);
        }
    }

    /** A file of another size is not read: what a manifest names may be endless, or wait for something. */
    private Check compare(Check.What what, String name, StoredFile expected, Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes != expected.bytes()) {
            return Check.ofOtherSize(what, name, expected, null, bytes);
        }
        StoredFile found =
                bytes == 0 ? StoredFile.EMPTY : custody.input(file.toString()).stored();
        if (found == null) {
            throw new IOException("no permission, or it has just gone");
        }
        return Check.of(what, name, expected, found);
    }

    static String shown(Check.What what, Manifest.Entry entry) {
        return entry.isStandard() ? "standard " + (what == Check.What.INPUT ? "input" : "output") : entry.name();
    }
}
