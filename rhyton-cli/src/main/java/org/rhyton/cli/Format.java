package org.rhyton.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats of files, told by how their names end. A longer ending comes before a shorter one in it. */
enum Format {
    KERAS(".keras"),
    WEIGHTS_H5(".weights.h5"),
    H5(".h5"),
    HDF5(".hdf5"),
    JSON(".json"),
    SAFETENSORS(".safetensors"),
    NPZ(".npz"),
    NPY(".npy"),
    ONNX(".onnx");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    static Format of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending))
                .findFirst()
                .orElseThrow(() -> new CommandException(file
                        + ": the format is not known, for the name ends in none of "
                        + Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", "))));
    }

    /** Whether such a file holds weights and no architecture. */
    boolean isWeightsOnly() {
        return this == WEIGHTS_H5 || this == SAFETENSORS || this == NPZ;
    }

    @Override
    public String toString() {
        return ending;
    }
}
