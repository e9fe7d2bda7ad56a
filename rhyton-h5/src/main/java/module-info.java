/**
 * HDF5 files as trees of groups, attributes and plain Java arrays.
 *
 * <p>jHDF is an automatic module: it cannot say itself that it needs SLF4J, so this module does. The digit at
 * the end of this module's name is the format's own.
 */
@SuppressWarnings({"module", "requires-automatic"})
module org.rhyton.h5 {
    requires io.jhdf;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
