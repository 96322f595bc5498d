package io.scapula.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the files that a manifest names; they may have been moved together with it. */
final class ManifestFiles {
    private final Manifest manifest;
    private final Path folder;
    private final @Nullable Path directory;
    private final Map<String, Path> given = new LinkedHashMap<>();

    /**
     * Looks for them.
     *
     * @param file      the manifest
     * @param directory where they are, {@code null} if they are where they were
     */
    ManifestFiles(Manifest manifest, Path file, @Nullable Path directory) {
        this.manifest = manifest;
        this.folder = folderOf(file);
        this.directory = directory;
    }

    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * Where relative names begin, as seen from the manifest: {@code .} if it was typed without a folder, {@code ..} if it
     * goes into one. {@code null} if the way there leads through folders that nobody typed.
     */
    static @Nullable String workingDirectory(Path typed) {
        Path folder = folderOf(typed).normalize();
        if (folder.isAbsolute() || folder.startsWith("..")) {
            return null;
        }
        int folders = folder.toString().isEmpty() ? 0 : folder.getNameCount();
        return folders == 0 ? "." : "..".concat("/..".repeat(folders - 1));
    }

    /** Names the file to take for standard input or output. */
    void put(String role, Path file) {
        given.put(role, file);
    }

    /**
     * The file, which need not exist: the first that does of those that may be meant.
     *
     * @param role input or output
     * @return {@code null} if nobody can tell where it is
     */
    @Nullable
    Path find(String role, Manifest.Entry entry) {
        if (entry.isStandard()) {
            return given.get(role);
        }
        List<Path> places = new ArrayList<>();
        try {
            add(Path.of(entry.name()), places);
        } catch (InvalidPathException e) {
            return null;
        }
        return places.stream().filter(Files::exists).findFirst().orElse(places.get(0));
    }

    /** Every file that there is. */
    List<Path> all() {
        List<Path> all = new ArrayList<>();
        manifest.inputs().forEach(input -> addIfThere(find(Check.What.INPUT.toString(), input), all));
        manifest.outputs().forEach(output -> addIfThere(find(Check.What.OUTPUT.toString(), output), all));
        return all;
    }

    private static void addIfThere(@Nullable Path file, List<Path> all) {
        if (file != null && Files.exists(file)) {
            all.add(file);
        }
    }

    private void add(Path name, List<Path> places) {
        Path fileName = name.getFileName();
        Path last = fileName == null ? name : fileName;
        Path chosen = directory;
        if (chosen != null) {
            if (!name.isAbsolute()) {
                places.add(chosen.resolve(name));
            }
            places.add(chosen.resolve(last));
        } else {
            if (name.isAbsolute()) {
                places.add(name);
            } else if (manifest.workingDirectory() != null) {
                places.add(folder.resolve(manifest.workingDirectory()).resolve(name));
            }
            places.add(folder.resolve(name));
            places.add(folder.resolve(last));
        }
    }
}
