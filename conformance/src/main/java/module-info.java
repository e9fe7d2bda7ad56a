/** Compares Rhyton with what Keras computed and wrote. */
module org.rhyton.conformance {
    requires info.picocli;
    requires org.rhyton;
    requires static transitive org.jspecify;

    opens org.rhyton.conformance to
            info.picocli;
}
