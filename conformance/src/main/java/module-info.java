/** Compares Rhyton with what Keras computed and wrote. */
module org.rhyton.conformance {
    requires info.picocli;
    requires jdk.jfr;
    requires jdk.management;
    requires org.rhyton;
    requires org.rhyton.h5;
    requires static transitive org.jspecify;

    opens org.rhyton.conformance to
            info.picocli;
    opens org.rhyton.conformance.fuzz to
            info.picocli;
}
