package org.rhyton.h5;

/** The type of the elements of an {@link H5Array}. */
public sealed interface H5Type permits H5Number, H5Text, H5Opaque, H5Unsupported {}
