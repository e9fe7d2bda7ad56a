/**
 * Archives with the ending {@code .keras}, as data: a zip of {@code config.json} (architecture, and what the model was
 * compiled with), {@code metadata.json} (the version that wrote it), {@code model.weights.h5} (variables of the model and
 * the optimizer, in the layout of {@link org.rhyton.saving.h5.StoredObject}) and {@code assets/} (files of layers).
 *
 * <p>{@link org.rhyton.saving.archive.KerasArchive} is such an archive; {@code ZipReader} and {@code ZipBuilder} are zip
 * itself. An archive is read from memory, never unpacked to disk, and within limits.
 *
 * <p>Source: {@code keras/src/saving/saving_lib.py}; APPNOTE.TXT of PKWARE for zip.
 */
@NullMarked
package org.rhyton.saving.archive;

import org.jspecify.annotations.NullMarked;
