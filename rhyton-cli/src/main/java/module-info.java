/** The command line: looks into model files, converts and compares them, and predicts with them. */
module org.rhyton.cli {
    requires info.picocli;
    requires org.rhyton;
    requires org.rhyton.h5;
    requires org.rhyton.onnx;
    requires static transitive org.jspecify;

    opens org.rhyton.cli to
            info.picocli;
}
