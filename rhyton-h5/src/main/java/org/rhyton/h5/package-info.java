/** HDF5 files as trees of groups, attributes and plain Java arrays; nothing here knows of networks. */
@NullMarked
package org.rhyton.h5;

import org.jspecify.annotations.NullMarked;
