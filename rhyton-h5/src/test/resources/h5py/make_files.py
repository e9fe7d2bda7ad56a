"""Writes the files beside this script with h5py: forms of HDF5 that Keras's own writer does not use, and hostile ones.

Run with h5py 3.14 and NumPy: python make_files.py
"""
import h5py
import numpy as np

KERNEL = np.arange(35, dtype="f4").reshape(5, 7) / 8


def values(f):
    f["float32"] = KERNEL
    f["float64"] = KERNEL.astype("f8")
    f["float32_big_endian"] = KERNEL.astype(">f4")
    f["float64_big_endian"] = KERNEL.astype(">f8")
    f["float16"] = KERNEL.astype("f2")
    f["scalar_int64"] = np.int64(-123456789012)
    f["int64_big_endian"] = np.arange(-3, 3, dtype=">i8")
    for name in ["i1", "i2", "i4", "u1", "u2", "u4", "u8"]:
        f[name] = np.array([0, 1, np.iinfo(name).max], dtype=name)
    f["bool"] = np.array([True, False, True])
    f["empty"] = np.zeros((0, 4), "f4")


def chunked(f):
    f.create_dataset("gzip", data=KERNEL, chunks=(2, 3), compression="gzip")
    f.create_dataset("gzip_shuffle", data=KERNEL, chunks=(2, 3), compression="gzip", shuffle=True)
    f.create_dataset("all", data=KERNEL, chunks=(5, 2), compression="gzip", shuffle=True, fletcher32=True)
    f.create_dataset("fletcher", data=np.arange(9, dtype="u1"), chunks=(3,), fletcher32=True)
    f.create_dataset("plain", data=KERNEL, chunks=(5, 7))
    f.create_dataset("growable", data=KERNEL, maxshape=(None, 7), chunks=(16, 7))
    f.create_dataset("cube", data=np.arange(1000, dtype="i4").reshape(10, 10, 10), chunks=(3, 4, 1), compression="gzip")


def strings(a):
    names = ["dense", "dense_12", "é"]
    ascii_names = [b"dense", b"dense_12"]
    a["variable_utf8"] = np.array(names, dtype=h5py.string_dtype())
    a["variable_ascii"] = np.array(ascii_names, dtype=h5py.string_dtype("ascii"))
    a["fixed_nullpad_ascii"] = np.array(ascii_names, dtype="S")
    for pad, name in [(h5py.h5t.STR_NULLTERM, "nullterm"), (h5py.h5t.STR_SPACEPAD, "spacepad")]:
        t = h5py.h5t.C_S1.copy()
        t.set_size(12)
        t.set_strpad(pad)
        t.set_cset(h5py.h5t.CSET_UTF8)
        space = h5py.h5s.create_simple((3,))
        attribute = h5py.h5a.create(a._id, f"fixed_{name}_utf8".encode(), t, space)
        filler = b"\0" if name == "nullterm" else b" "
        attribute.write(np.array([n.encode().ljust(12, filler) for n in names], "S12"), mtype=t)
    a["scalar_utf8"] = "3.15.1"
    a["scalar_ascii"] = np.bytes_(b"tensorflow")
    a["long"] = "x" * 100_000
    a["empty_text"] = ""
    a["no_names"] = np.zeros(0)
    a["null_space"] = h5py.Empty("f4")
    a["number"] = 7
    a["numbers"] = np.arange(6, dtype="f8").reshape(2, 3)


def everything(name, **options):
    with h5py.File(name, "w", **options) as f:
        values(f.create_group("values"))
        strings(f.create_group("strings").attrs)
        f.create_group("a/b/c")
        return f


def refused(name, fill, **options):
    with h5py.File(name, "w", **options) as f:
        f["real"] = KERNEL
        fill(f)


everything("earliest.h5").close()
with h5py.File("chunked.h5", "w") as f:
    chunked(f)
# One link or attribute message for each, no dense storage: up to 8 of each.
with h5py.File("superblock2.h5", "w", libver=("v108", "v108")) as f:
    f["kernel"] = KERNEL
    f.create_dataset("gzip", data=KERNEL, chunks=(2, 3), compression="gzip")
    f.create_group("a/b").attrs["name"] = "é"
    f.attrs["layer_names"] = np.array([b"dense"], dtype=h5py.string_dtype("ascii"))
# What jHDF 0.11.0 does not read: opaque without a tag, fill values, names of attributes that are not ASCII.
with h5py.File("beyond_jhdf.h5", "w", libver=("v108", "v108")) as f:
    f["opaque"] = np.frombuffer(b"\x80\x3f\x00\x40", dtype="V2")
    f.create_dataset("holes", shape=(5, 7), dtype="f4", chunks=(2, 2), fillvalue=2.5)[2:4, 2:4] = 1
    f.create_dataset("never_written", shape=(3,), dtype="f4", fillvalue=-1.5)
    f.attrs["é"] = 1
with h5py.File("superblock3.h5", "w", libver="latest") as f:
    f["kernel"] = KERNEL
    f.create_group("a/b").attrs["name"] = "é"
    f["scalar"] = np.int64(5)
with h5py.File("tracked_order.h5", "w", track_order=True) as f:
    f["z"] = KERNEL
    f["a"] = KERNEL
with h5py.File("many.h5", "w") as f:
    for i in range(300):
        f.create_group(f"layer_{i}")
with h5py.File("unsupported_types.h5", "w") as f:
    f["kernel"] = KERNEL
    f["complex"] = np.array([1j])
    f["compound"] = np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])
    f.attrs["reference"] = f["kernel"].ref


def virtual(f):
    layout = h5py.VirtualLayout(shape=(5, 7), dtype="f4")
    layout[:] = h5py.VirtualSource("other.h5", "kernel", shape=(5, 7))
    f.create_virtual_dataset("virtual", layout)


def committed(f):
    f["type"] = np.dtype("f4")
    f.create_dataset("typed", data=KERNEL, dtype=f["type"])


def dense_links(f):
    for i in range(20):
        f.create_group(f"layer_{i}")


def hard(f):
    f["again"] = f["real"]


def cycle(f):
    f.create_group("a/b")
    f["a/b/c"] = f["a"]


def set_link(link):
    return lambda f: f.__setitem__("link", link)


refused("refused_soft_link.h5", set_link(h5py.SoftLink("/real")))
refused("refused_soft_link_new.h5", set_link(h5py.SoftLink("/real")), libver="latest")
refused("refused_external_link.h5", set_link(h5py.ExternalLink("/etc/passwd", "/x")))
refused("refused_hard_link.h5", hard)
refused("refused_cycle.h5", cycle)
refused("refused_virtual.h5", virtual)
refused("refused_external_data.h5", lambda f: f.create_dataset("d", shape=(4,), dtype="u1", external="/etc/passwd"))
refused("refused_committed_type.h5", committed)
refused("refused_dense_links.h5", dense_links, libver="latest")
refused("refused_dense_attributes.h5", lambda f: [f.attrs.create(f"a{i}", i) for i in range(20)], libver="latest")
refused("refused_lzf.h5", lambda f: f.create_dataset("d", data=KERNEL, chunks=(2, 3), compression="lzf"))
refused("refused_chunk_index.h5", lambda f: f.create_dataset("d", data=KERNEL, chunks=(2, 3)), libver="latest")
refused("refused_user_block.h5", lambda f: None, userblock_size=512)
refused("refused_deep.h5", lambda f: f.create_group("/".join(["g"] * 101)))
