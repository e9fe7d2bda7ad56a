/** Compares Rhyton with what Keras computed and wrote. */
module org.rhyton.conformance {
    requires info.picocli;
    requires org.rhyton;
    requires static transitive org.jspecify;
}
