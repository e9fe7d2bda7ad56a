package org.rhyton.h5;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The files that tests read: written by Keras, by h5py, and for refusal. */
final class SampleFiles {
    /** Of each Keras version that wrote differently. */
    static final List<String> KERAS = List.of(
            "/golden/keras-2.8.0/mlp_l2_maxnorm_nadam.keras",
            "/golden/keras-2.12.0/lstm.h5",
            "/golden/keras-2.12.0/nested_model.weights.h5",
            "/golden/keras-2.12.0/attributes_over_64k.h5.gz",
            "/golden/keras-2.21.0/activations_normalization.h5",
            "/golden/keras-3.15.1/attention.weights.h5",
            "/golden/keras-3.15.1/mlp_schedule.h5",
            "/golden/keras-3.15.1/cnn_batchnorm.h5");

    /** Of h5py, in forms that Keras's writer does not use but jHDF reads. */
    static final List<String> H5PY = List.of(
            "/h5py/earliest.h5",
            "/h5py/chunked.h5",
            "/h5py/superblock2.h5",
            "/h5py/superblock3.h5",
            "/h5py/tracked_order.h5",
            "/h5py/many.h5");

    private SampleFiles() {}

    static byte[] bytes(String resource) {
        try (InputStream in = SampleFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no resource " + resource);
            }
            return resource.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static H5Group read(String resource) {
        return H5File.read(bytes(resource), resource, H5Limits.DEFAULT);
    }
}
