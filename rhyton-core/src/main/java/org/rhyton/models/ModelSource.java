package org.rhyton.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ModelFileException;
import org.rhyton.saving.ModelFormatException;

/** Where a file comes from, and what messages call it. */
final class ModelSource {
    private final String name;
    private final Bytes bytes;
    private final Shards.Siblings siblings;

    @FunctionalInterface
    private interface Bytes {
        byte[] read() throws IOException;
    }

    private ModelSource(String name, Bytes bytes) {
        this(name, bytes, sibling -> {
            throw new ModelFormatException(
                    "its weights lie in files beside it, such as '" + sibling + "': load them from a path");
        });
    }

    private ModelSource(String name, Bytes bytes, Shards.Siblings siblings) {
        this.name = name;
        this.bytes = bytes;
        this.siblings = siblings;
    }

    static ModelSource of(@Nullable Path file) {
        if (file == null) throw new ModelFileException("the path of the model's file is null", null);
        return new ModelSource(
                file.toString(),
                () -> {
                    if (Files.isDirectory(file)) {
                        throw new ModelFormatException(
                                "this is a directory, perhaps a SavedModel of TensorFlow, which is not read;"
                                        + " save the model in Keras with model.save(\"model.keras\")");
                    }
                    return Files.readAllBytes(file);
                },
                sibling -> beside(file, sibling));
    }

    private static byte[] beside(Path file, String sibling) throws IOException {
        try {
            return Files.readAllBytes(file.resolveSibling(sibling));
        } catch (NoSuchFileException e) {
            throw new ModelFormatException("some of its weights lie in '" + sibling + "', which is not beside it", e);
        }
    }

    static ModelSource of(@Nullable InputStream in) {
        if (in == null) throw new ModelFileException("the stream is null, as for a resource that is not there", null);
        return new ModelSource("the stream", in::readAllBytes);
    }

    static ModelSource of(@Nullable URL url) {
        if (url == null) throw new ModelFileException("the URL is null, as for a resource that is not there", null);
        return new ModelSource(url.toString(), () -> {
            try (InputStream in = url.openStream()) {
                return in.readAllBytes();
            }
        });
    }

    static ModelSource of(Class<?> owner, String resource) {
        return new ModelSource(owner.getName() + "!" + resource, () -> {
            try (InputStream in = owner.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new ModelFileException(
                            "there is no such resource; the name is relative to the package " + owner.getPackageName()
                                    + ", or begins with a slash",
                            null);
                }
                return in.readAllBytes();
            }
        });
    }

    String name() {
        return name;
    }

    FileContent content() {
        try {
            byte[] content = bytes.read();
            return Shards.isMap(content) ? Shards.read(content, siblings) : FileContent.read(content, name);
        } catch (NoSuchFileException e) {
            String missing = e.getFile() == null || e.getFile().equals(name) ? "" : ", '" + e.getFile() + "'";
            throw new ModelFileException("there is no such file" + missing, e);
        } catch (AccessDeniedException e) {
            throw new ModelFileException("this program may not read it", e);
        } catch (IOException e) {
            throw new ModelFileException("could not be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new ModelFileException("is too large for the memory that this program was given (java -Xmx)", e);
        }
    }
}
