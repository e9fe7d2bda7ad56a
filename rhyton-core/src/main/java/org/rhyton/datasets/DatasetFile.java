package org.rhyton.datasets;

import org.rhyton.array.Shape;

/**
 * One file of a data set: an IDX array, compressed by gzip. The checksum is of what is compressed, for mirrors and packages
 * compress the same content in different ways.
 *
 * @param name the file's name
 * @param shape the array's shape
 * @param sha256 the SHA-256 of the content, in hexadecimal
 */
record DatasetFile(String name, Shape shape, String sha256) {}
