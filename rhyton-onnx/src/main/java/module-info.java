/** Writes models as ONNX models, which other programs and languages run. */
module org.rhyton.onnx {
    requires org.rhyton.h5;
    requires transitive org.rhyton;
    requires static transitive org.jspecify;

    exports org.rhyton.onnx;
}
