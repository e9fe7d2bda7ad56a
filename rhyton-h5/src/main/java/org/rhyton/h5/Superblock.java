package org.rhyton.h5;

/**
 * The first bytes of a file: the signature, how wide addresses are, where the file ends, where the root group is.
 *
 * @param root address of the root group's object header
 */
record Superblock(long root) {
    static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** Bytes of a version 0 superblock with 8-byte addresses, the root's symbol table entry included. */
    static final int SIZE = 96;

    /** Reads it, and tells the image how wide its addresses are. */
    static Superblock read(Image image) {
        if (!isHdf5(image.bytes())) {
            throw image.error(
                    0,
                    "expected an HDF5 file, which starts with the bytes 89 48 44 46 0D 0A 1A 0A; found "
                            + start(image.bytes()) + ".");
        }
        Cursor cursor = new Cursor(image, 0, image.length(), "the superblock").skip(SIGNATURE.length);
        int version = cursor.version(0, 3);
        return version < 2 ? readOld(image, cursor, version) : readNew(image, cursor);
    }

    static boolean isHdf5(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && java.util.Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    private static String start(byte[] bytes) {
        if (bytes.length == 0) {
            return "an empty file";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SIGNATURE.length, bytes.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i]));
        }
        boolean zip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
        return text
                + (zip ? " (a zip archive: a .keras file holds its HDF5 file in there)" : "")
                + (bytes[0] == 0 ? " (a file with a user block? Those are not read)" : "");
    }

    private static Superblock readOld(Image image, Cursor cursor, int version) {
        cursor.skip(4);
        widths(image, cursor);
        cursor.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
        base(cursor);
        cursor.address("address of the free space");
        end(image, cursor);
        cursor.address("address of the driver information");
        cursor.skip(image.offsetSize());
        return root(cursor);
    }

    private static Superblock readNew(Image image, Cursor cursor) {
        widths(image, cursor);
        cursor.skip(1);
        base(cursor);
        cursor.address("address of the extension");
        end(image, cursor);
        Superblock superblock = root(cursor);
        cursor.checksum();
        return superblock;
    }

    private static void widths(Image image, Cursor cursor) {
        int offsets = cursor.u8("size of offsets");
        int lengths = cursor.u8("size of lengths");
        if (!isWidth(offsets) || !isWidth(lengths)) {
            throw cursor.error(
                    "expected addresses and lengths of 2, 4 or 8 bytes, found " + offsets + " and " + lengths + ".");
        }
        image.widths(offsets, lengths);
    }

    private static boolean isWidth(int size) {
        return size == 2 || size == 4 || size == 8;
    }

    private static void base(Cursor cursor) {
        long base = cursor.address("base address");
        if (base != 0) {
            throw cursor.error(
                    "expected the base address 0, found " + base + ": files with a user block are not read.");
        }
    }

    private static void end(Image image, Cursor cursor) {
        long end = cursor.unsigned(image.offsetSize(), "end of the file");
        if (end > image.length()) {
            throw cursor.error(
                    "the file was cut short: it says that it has " + end + " bytes, there are " + image.length() + ".");
        }
    }

    private static Superblock root(Cursor cursor) {
        long root = cursor.address("address of the root group");
        if (root == Cursor.UNDEFINED) {
            throw cursor.error("the file has no root group.");
        }
        return new Superblock(root);
    }
}
