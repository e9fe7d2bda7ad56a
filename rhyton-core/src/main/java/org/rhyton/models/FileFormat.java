package org.rhyton.models;

import java.nio.file.Path;
import org.rhyton.saving.ModelFormatException;

/** The two generations of Keras's files. Loading tells them by their first bytes, saving by the ending of the name. */
public enum FileFormat {
    /** Keras 3's: whole models are archives, {@code .keras}; weights alone are in {@code .weights.h5}. */
    KERAS,

    /** The older HDF5 form of all versions: {@code .h5} or {@code .hdf5}. */
    H5;

    /** The format of a whole model. */
    static FileFormat ofModel(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".keras")) return KERAS;
        if (isH5(name)) return H5;
        throw new ModelFormatException(file + ": the ending says the format; expected .keras or .h5. For another name"
                + " give the format: save(file, format(FileFormat.KERAS))");
    }

    /** The format of weights alone. */
    static FileFormat ofWeights(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".weights.h5")) return KERAS;
        if (isH5(name)) return H5;
        throw new ModelFormatException(file + ": the ending says the format; expected .weights.h5 or .h5. For another"
                + " name give the format: saveWeights(file, format(FileFormat.KERAS))");
    }

    private static boolean isH5(String name) {
        return name.endsWith(".h5") || name.endsWith(".hdf5");
    }
}
