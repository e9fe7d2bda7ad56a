package org.rhyton.h5;

/**
 * The names of an old group's children, one after the other.
 *
 * @param start where they begin in the file
 * @param length bytes of all names
 */
record LocalHeap(Image image, long start, long length) {
    static LocalHeap read(Image image, long address) {
        int headSize = 8 + 2 * image.lengthSize() + image.offsetSize();
        Cursor cursor =
                image.cursor(address, headSize, "a group's heap of names").signature("HEAP");
        cursor.version(0, 0);
        long length = cursor.skip(3).length("length");
        cursor.skip(image.lengthSize());
        long start = cursor.address("address of the names");
        Cursor checked = new Cursor(image, start, length, "a group's names");
        return new LocalHeap(image, checked.position(), length);
    }

    /** The name that begins this far into the heap. */
    String text(long offset) {
        return new Cursor(image, start, length, "a group's names").skip(offset).terminatedText("name");
    }
}
