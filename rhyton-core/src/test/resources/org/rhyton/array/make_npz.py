"""Makes the .npz files beside this script, as NumPy writes them.

    python make_npz.py        # needs numpy 2.4
"""

import pathlib
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).parent

ARRAYS = {
    "x": np.arange(12, dtype="float32").reshape(3, 4) / 8,
    "labels": np.array([3, 1, 2], dtype="uint8"),
    "../up/a b.npy": np.asfortranarray(np.arange(6, dtype="int64").reshape(2, 3)),
    "flags": np.array([[True, False]]),
    "größe": np.array(2.5),
    "empty": np.zeros((0, 3), dtype="int32"),
}


class Pipe:
    """A file that cannot go back, so that sizes and checksums follow the data."""

    def __init__(self, out):
        self.out = out

    def write(self, data):
        return self.out.write(data)

    def flush(self):
        self.out.flush()

    def read(self):
        raise OSError


np.savez(HERE / "stored.npz", **ARRAYS)
np.savez_compressed(HERE / "compressed.npz", **ARRAYS)
with open(HERE / "piped.npz", "wb") as out:
    with zipfile.ZipFile(Pipe(out), "w") as archive:
        for name, array in ARRAYS.items():
            with archive.open(name + ".npy", "w") as member:
                np.lib.format.write_array(member, array)
