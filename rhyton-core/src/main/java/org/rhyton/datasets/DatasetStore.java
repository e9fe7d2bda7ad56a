package org.rhyton.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.rhyton.array.NDArray;
import org.rhyton.h5.AtomicFile;

/**
 * Finds the files of one data set: in the cache, in the folder of a system package, on a mirror, in this order. What comes
 * from the mirror is checked and kept in the cache.
 *
 * @param title the data set's name, for messages
 * @param cache the folder that downloads are kept in
 * @param system the folder that {@code debianPackage} fills
 * @param debianPackage the Debian package that has the files
 * @param mirror the address that file names are appended to
 * @param progress where the progress of downloads is told
 */
record DatasetStore(String title, Path cache, Path system, String debianPackage, URI mirror, PrintStream progress) {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int BUFFER = 1 << 16;

    /** A file larger than this multiple of its content is not downloaded to its end. */
    private static final int LARGEST_COMPRESSED = 2;

    /** The folder of a data set's downloads: below {@code $RHYTON_HOME}, or {@code ~/.cache/rhyton}. */
    static Path cacheFolder(String dataset) {
        String home = System.getenv("RHYTON_HOME");
        Path root = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "rhyton")
                : Path.of(home);
        return root.resolve("datasets").resolve(dataset);
    }

    /**
     * The array in a file.
     *
     * @throws DatasetNotFoundException when the file is nowhere
     * @throws DatasetCorruptException when the file found is not the right one
     */
    NDArray read(DatasetFile file, List<DatasetFile> all) {
        Path cached = cache.resolve(file.name());
        if (Files.isRegularFile(cached)) return read(file, cached);
        Path packaged = system.resolve(file.name());
        if (Files.isRegularFile(packaged)) return read(file, packaged);
        URI address = mirror.resolve(file.name());
        try {
            download(file, address, cached);
        } catch (DatasetCorruptException wrong) {
            throw wrong;
        } catch (IOException unreachable) {
            throw new DatasetNotFoundException(notFound(file, address, unreachable, all), unreachable);
        }
        return read(file, cached);
    }

    private String notFound(DatasetFile file, URI address, IOException cause, List<DatasetFile> all) {
        String names = all.stream().map(DatasetFile::name).collect(Collectors.joining(", "));
        return "The " + title + " file " + file.name() + " is not on this machine and could not be downloaded from "
                + address + " (" + cause + "). Any of these helps: connect to the internet; on Debian or Ubuntu run"
                + " 'apt-get install " + debianPackage + "'; or put the files " + names + " into " + cache + ".";
    }

    private NDArray read(DatasetFile file, Path path) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(unpacked(path), digest)) {
            NDArray array = array(in, file, path);
            check(file, path.toString(), digest, remedy(path));
            return array;
        } catch (IOException unreadable) {
            throw new DatasetCorruptException(
                    path + " cannot be read as a gzip file (" + unreadable.getMessage() + "). " + remedy(path),
                    unreadable);
        }
    }

    private NDArray array(InputStream in, DatasetFile file, Path path) throws IOException {
        try {
            return Idx.read(in, file.shape(), path.toString());
        } catch (DatasetCorruptException malformed) {
            throw new DatasetCorruptException(malformed.getMessage() + ". " + remedy(path));
        }
    }

    private static InputStream unpacked(Path path) throws IOException {
        return new GZIPInputStream(Files.newInputStream(path), BUFFER);
    }

    private String remedy(Path path) {
        return path.startsWith(cache)
                ? "Delete the file; it is fetched anew next time."
                : "Reinstall the package " + debianPackage + ", or put the right file into " + cache
                        + ", which is looked into first.";
    }

    private static int contentSize(DatasetFile file) {
        return 4 + 4 * file.shape().rank() + file.shape().elements();
    }

    private static void check(DatasetFile file, String place, MessageDigest digest, String remedy) {
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(file.sha256())) {
            throw new DatasetCorruptException(place + " is not the right file: the SHA-256 of its content is " + found
                    + ", expected " + file.sha256() + ". " + remedy);
        }
    }

    private void download(DatasetFile file, URI address, Path target) throws IOException {
        Files.createDirectories(cache);
        progress.println("Downloading " + address);
        URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        long most = (long) LARGEST_COMPRESSED * contentSize(file) + BUFFER;
        try (InputStream in = connection.getInputStream()) {
            AtomicFile.write(target, out -> {
                long expected = connection.getContentLengthLong();
                long done = 0;
                long told = 0;
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    done += n;
                    if (done > most) throw new IOException(address + " sends more than " + most + " bytes");
                    out.write(buffer, 0, n);
                    if (expected > 0 && done * 10 / expected > told) {
                        told = done * 10 / expected;
                        progress.println("  " + done + " of " + expected + " bytes");
                    }
                }
                if (expected >= 0 && done != expected) {
                    throw new IOException(address + " broke off after " + done + " of " + expected + " bytes");
                }
            });
        }
        verifyDownload(file, address, target);
    }

    /** A wrong download is removed, lest it be taken for the right file next time. */
    private void verifyDownload(DatasetFile file, URI address, Path target) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = unpacked(target)) {
            digest.update(in.readNBytes(contentSize(file) + 1));
            check(
                    file,
                    address.toString(),
                    digest,
                    "Try again later, or get the files in another way: apt-get install " + debianPackage
                            + ", or put them into " + cache + ".");
        } catch (DatasetException | IOException wrong) {
            Files.deleteIfExists(target);
            throw wrong;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
