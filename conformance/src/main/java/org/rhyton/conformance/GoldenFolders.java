package org.rhyton.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for what cases write. */
final class GoldenFolders {
    private GoldenFolders() {}

    /** A new folder, to be removed by the system. */
    static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("rhyton-conformance");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary folder cannot be made", e);
        }
    }
}
