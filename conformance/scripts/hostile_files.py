"""Writes the files in src/test/resources/hostile: models in whose place of a weight stands what HDF5 has to do harm with.

hostile_files.py MODEL.h5 FOLDER, with h5py; MODEL.h5 is any small model of Keras with a Dense layer called "dense".
"""

import pathlib
import shutil
import sys

import h5py
import numpy as np


def kernel(file):
    """The group of a kernel, and the kernel's name in it."""
    found = []
    file["model_weights/dense"].visititems(lambda name, o: found.append(o) if isinstance(o, h5py.Dataset) and "kernel" in name else None)
    return found[0].parent, found[0].name.rsplit("/", 1)[1], found[0].shape


def external_link(group, name, shape):
    group[name] = h5py.ExternalLink("/etc/passwd", "/x")


def soft_link(group, name, shape):
    group[name] = h5py.SoftLink("/model_weights/dense")


def hard_link_in_a_circle(group, name, shape):
    group[name] = group


def virtual_dataset(group, name, shape):
    layout = h5py.VirtualLayout(shape=shape, dtype="f4")
    layout[...] = h5py.VirtualSource("/etc/passwd", "x", shape=shape)
    group.create_virtual_dataset(name, layout)


def data_in_another_file(group, name, shape):
    group.create_dataset(name, shape, "f4", external=[("/etc/passwd", 0, 4 * int(np.prod(shape)))])


def committed_type(group, name, shape):
    group.file["type"] = np.dtype("f4")
    group.create_dataset(name, data=np.zeros(shape, "f4"), dtype=group.file["type"])


def never_written(group, name, shape):
    group.create_dataset(name, (1 << 20, 1 << 10), "f4", fillvalue=7)


def fill_value(group, name, shape):
    group.create_dataset(name, shape, "f4", chunks=shape, fillvalue=np.nan)


def compressed_zeros(group, name, shape):
    group.create_dataset(name, data=np.zeros((1 << 12, 1 << 9), "f4"), chunks=(1 << 9, 1 << 9), compression=9)


def compound(group, name, shape):
    group.create_dataset(name, shape, np.dtype([("a", "f4"), ("b", "f4")]))


def references(group, name, shape):
    group.create_dataset(name, shape, h5py.ref_dtype)


def large_attribute(group, name, shape):
    group.create_dataset(name, data=np.ones(shape, "f4"))
    group[name].attrs["much"] = "x" * 60_000


def deep(group, name, shape):
    group.create_group("/".join(["g"] * 120))
    group.create_dataset(name, data=np.ones(shape, "f4"))


CHANGES = [external_link, soft_link, hard_link_in_a_circle, virtual_dataset, data_in_another_file, committed_type,
           never_written, fill_value, compressed_zeros, compound, references, large_attribute, deep]

if __name__ == "__main__":
    for change in CHANGES:
        target = pathlib.Path(sys.argv[2]) / f"{change.__name__}.h5"
        shutil.copy(sys.argv[1], target)
        with h5py.File(target, "r+") as file:
            group, name, shape = kernel(file)
            del group[name]
            change(group, name, shape)
