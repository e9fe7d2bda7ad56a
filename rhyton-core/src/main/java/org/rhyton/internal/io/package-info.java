/**
 * Files written whole or not at all: {@link org.rhyton.internal.io.AtomicFile} writes beside the target and renames, so that
 * a program that is killed while saving leaves the old file as it was.
 */
@NullMarked
package org.rhyton.internal.io;

import org.jspecify.annotations.NullMarked;
