/** HDF5 files as trees of groups, attributes and plain Java arrays. */
@SuppressWarnings("module") // The digit at the end of the name is the format's own.
module org.rhyton.h5 {
    exports org.rhyton.h5;

    requires static transitive org.jspecify;
}
