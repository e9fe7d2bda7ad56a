package org.rhyton.saving.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Text;
import org.rhyton.saving.Json;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.h5.FileLimits;
import org.rhyton.saving.h5.StoredObject;

/**
 * What an archive of Keras holds.
 *
 * @param kerasVersion the version that wrote it, if it says so
 * @param config architecture, and what the model was compiled with, as JSON
 * @param weights the variables of model and optimizer
 * @param ownConfig what Rhyton has to say beside Keras's config, as JSON; null in archives that it did not write
 * @param assets files of layers, by the layer's path in {@code weights} and their names
 */
public record KerasArchive(
        @Nullable String kerasVersion,
        String config,
        StoredObject weights,
        @Nullable String ownConfig,
        Map<String, byte[]> assets) {
    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final String PICKLED = "model.weights.npz";
    private static final String ASSETS = "assets/";
    private static final String OWN_CONFIG = "rhyton_config";

    public KerasArchive {
        assets = Collections.unmodifiableMap(new TreeMap<>(assets));
    }

    /** Whether a file, by its first bytes, is a zip archive. */
    public static boolean isArchive(byte[] start) {
        return ZipReader.isZip(start);
    }

    // ---- reading

    /**
     * Reads an archive.
     *
     * @param name what messages call it
     * @throws SavingException when it is damaged, or not one of Keras
     */
    public static KerasArchive read(byte[] bytes, String name) {
        ZipReader zip = ZipReader.of(bytes);
        String config = text(zip, CONFIG);
        if (!zip.has(WEIGHTS)) throw weightsElsewhere(zip);
        byte[] packed = zip.read(WEIGHTS);
        H5Group root = H5File.read(packed, name + "!" + WEIGHTS, FileLimits.of(packed.length));
        Map<String, byte[]> assets = new LinkedHashMap<>();
        for (String each : zip.names()) {
            if (each.startsWith(ASSETS) && !each.endsWith("/")) {
                assets.put(each.substring(ASSETS.length()), zip.read(each));
            }
        }
        return new KerasArchive(version(zip), config, StoredObject.read(root), ownConfig(root), assets);
    }

    /** What Rhyton wrote beside Keras's config. */
    public static @Nullable String ownConfig(H5Group root) {
        return root.findAttribute(OWN_CONFIG).map(H5Array::string).orElse(null);
    }

    private static @Nullable String version(ZipReader zip) {
        if (!zip.has(METADATA)) return null;
        Object version = Json.parseObject(text(zip, METADATA)).get("keras_version");
        return version instanceof String text ? text : null;
    }

    private static String text(ZipReader zip, String name) {
        return new String(zip.read(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ModelFormatException weightsElsewhere(ZipReader zip) {
        if (zip.has(PICKLED)) {
            return new ModelFormatException(
                    "the weights of this archive are in '" + PICKLED + "', as objects of Python,"
                            + " which neither Keras nor this library reads. Save the model in Keras with"
                            + " model.save(\"model.keras\"), without other options");
        }
        return new ModelFormatException(
                "this archive has no '" + WEIGHTS + "', where the weights are read from; it has " + zip.names()
                        + ". Save the model in Keras with model.save(\"model.keras\"), without other options");
    }

    // ---- writing

    /** Writes the archive to a stream, which is not closed. */
    public void write(OutputStream out) throws IOException {
        ZipBuilder zip = new ZipBuilder(out);
        zip.add(METADATA, Json.write(Collections.singletonMap("keras_version", kerasVersion)));
        zip.add(CONFIG, config);
        zip.add(WEIGHTS, H5File.toBytes(weightsFile()));
        for (Map.Entry<String, byte[]> asset : assets.entrySet()) zip.add(ASSETS + asset.getKey(), asset.getValue());
        zip.finish();
    }

    /** The file of weights, as it lies in the archive. */
    public H5Group weightsFile() {
        H5Group.Builder root = H5Group.builder();
        weights.writeTo(root);
        if (ownConfig != null) root.attribute(OWN_CONFIG, H5Array.string(H5Text.VARIABLE_ASCII, ownConfig));
        return root.build();
    }
}
