/**
 * HDF5 files as trees of groups, attributes and plain Java arrays; nothing here knows of networks.
 *
 * <h2>Using it</h2>
 *
 * {@snippet :
 * var tree = H5Group.builder();
 * tree.attribute("keras_version", H5Array.string("3.15.1"));
 * tree.group("dense").attribute("weight_names", H5Array.strings(H5Text.VARIABLE_ASCII, List.of("kernel", "bias")));
 * tree.dataset("dense/kernel", H5Array.of(kernel, 784, 300)); // float[], in C order
 * tree.dataset("dense/bias", H5Array.of(bias, 300));
 * H5File.write(tree.build(), path);
 *
 * H5Group file = H5File.read(path);
 * List<String> names = file.group("dense").attribute("weight_names").strings();
 * float[] loaded = file.dataset("dense/kernel").array().floats();
 * }
 *
 * <p>{@link org.rhyton.h5.H5File} is the door. A tree is made of {@link org.rhyton.h5.H5Group} and
 * {@link org.rhyton.h5.H5Dataset}; the value of an attribute and the content of a dataset are both an
 * {@link org.rhyton.h5.H5Array}, whose {@link org.rhyton.h5.H5Type} says which Java array holds it. A file that is not
 * right in any way is an {@link org.rhyton.h5.H5FormatException}; a tree that HDF5 cannot hold is an
 * {@link org.rhyton.h5.H5TreeException}.
 *
 * <h2>How an HDF5 file looks</h2>
 *
 * An HDF5 file is a file system in a file: groups are its folders, datasets its files, and both carry attributes. All of
 * it is structures that point at each other by <em>address</em>, the number of bytes from the start of the file. Numbers
 * of the structure are little-endian; the address "nowhere" is all bits set. Most structures start with four letters, so
 * a hex dump can be read. This is the oldest form, which Keras writes and so do we:
 *
 * <pre>
 * byte 0  89 48 44 46 0D 0A 1A 0A     the superblock: ".HDF....", versions, width of addresses (8), half the sizes of
 *         00 00 00 00 00 08 08 00     tree nodes (4 and 16), where the file ends, and the address of the root's
 *         04 00 10 00 ...             object header
 *
 *   object header of a group          01 00, number of messages, reference count, size; then messages, each of
 *                                     type (2 bytes), size (2), flags (1), 3 unused, content:
 *     type 11  symbol table           address of a B-tree, address of a heap of names
 *     type 0C  attribute              name, datatype, dataspace, and the value right there
 *
 *   "HEAP"    the names of a group's children, one after the other, each ended by a zero byte
 *   "SNOD"    up to 8 children: offset of the name in the heap, address of the child's object header
 *   "TREE"    up to 32 addresses of SNODs (or of TREEs a level below), and between them, as keys, the last name
 *             before: a name is found by going down, as in a dictionary
 *
 *   object header of a dataset
 *     type 01  dataspace              the shape: rank, sizes
 *     type 03  datatype               float32 is 11 20 1F 00, 4 bytes, then where sign, exponent and mantissa are
 *     type 05  fill value             what was never written reads as this
 *     type 08  data layout            03 01: in one piece; its address, its length
 *
 *   the numbers themselves            40 00 00 3F ...
 *
 *   "GCOL"    the global heap: texts of variable length. Where such a text is the value, there are 16 bytes: its
 *             length, the address of a GCOL, its number in there. So a text of any length fits an attribute, which
 *             itself must stay below 64 KB
 * </pre>
 *
 * Children are sorted by name: order of layers is never in the groups. Later versions of HDF5 put other structures beside
 * these, with checksums: superblock versions 2 and 3, object headers that start with "OHDR", a link message for each child
 * in place of B-tree and heap. Data may lie in chunks, found through a B-tree of their own and packed by filters. All this
 * is read, too. What is not: chunk indexes and dense storage of version 1.10's "latest" format, compound types and
 * references, and whatever leads out of the file.
 *
 * <h2>How the code is laid out</h2>
 *
 * Reading, from the bottom: {@code Image} is the file in memory and the measure of work; {@code Cursor} reads numbers from
 * a part of it and never beyond; {@code Superblock}, {@code ObjectHeader}, {@code Links}, {@code Dataspace},
 * {@code Datatype}, {@code Layout}, {@code Filters}, {@code GlobalHeap} each know one structure; {@code Chunks} and
 * {@code Decoder} make Java arrays; {@code TreeReader} puts them together. Writing: {@code FilePlan} gives each part its
 * address before anything is written; {@code GroupTable}, {@code GlobalHeapWriter} and {@code Encoder} make the parts;
 * {@code TreeWriter} puts them together.
 *
 * <p>Reference: The HDF Group, <em>HDF5 File Format Specification Version 3.0</em>.
 */
@NullMarked
package org.rhyton.h5;

import org.jspecify.annotations.NullMarked;
