"""Asks real Keras whether it loads models and predicts what is expected: verify_models.py FOLDER [TEXT]

The folder is one that `./rhyton conformance models DIR FOLDER` filled: models NAME.keras and NAME.h5, and beside each NAME.npz
with inputs x0, x1, … and outputs y0, y1, …. With a text, only files with it in their names. Ends with status 1 when a model
does not load, or its outputs are off by more than 1e-5 of the largest.
"""

import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import absl.logging  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402

TOLERANCE = 1e-5


def numbered(arrays, letter):
    return [arrays[f"{letter}{i}"] for i in range(len(arrays.files)) if f"{letter}{i}" in arrays]


def difference(found, expected):
    found = np.asarray(keras.ops.convert_to_numpy(found), "float64")
    expected = np.asarray(expected, "float64")
    if found.shape != expected.shape:
        return np.inf
    known = np.isfinite(expected)
    if not np.array_equal(np.isnan(found), np.isnan(expected)) or not np.array_equal(found[np.isinf(found)], expected[np.isinf(expected)]):
        return np.inf
    worst = np.max(np.abs(found - expected)[known], initial=0)
    return 0 if worst == 0 else worst / np.max(np.abs(expected[known]))


def verify(path):
    model = keras.models.load_model(path)
    data = path.with_suffix(".npz")
    if not data.exists():
        return 0
    arrays = np.load(data)
    inputs = numbered(arrays, "x")
    outputs = keras.tree.flatten(model(inputs if len(inputs) > 1 else inputs[0]))
    return max(difference(a, b) for a, b in zip(outputs, numbered(arrays, "y"), strict=True))


def main(folder, text=""):
    absl.logging.set_verbosity("error")
    files = [path for path in sorted(pathlib.Path(folder).iterdir()) if path.suffix in (".keras", ".h5") and text in path.name]
    right = 0
    for path in files:
        try:
            found = verify(path)
            if found <= TOLERANCE:
                right += 1
            else:
                print(f"{path.name}: off by {found:.1e}")
        except Exception as e:  # whatever Keras says is a finding
            print(f"{path.name}: {type(e).__name__}: {str(e)[:300]}".replace("\n", " "))
    print(f"{right} of {len(files)} files load and predict the same in Keras {keras.__version__}")
    return 0 if right == len(files) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
