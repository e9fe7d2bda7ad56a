/** Pictures of training, predictions and models. */
@SuppressWarnings("requires-automatic") // JFreeChart has a name, but no descriptor yet
module org.rhyton.plot {
    requires org.jfree.jfreechart;
    requires static org.jfree.svg; // for those who save SVG
    requires transitive java.desktop; // BufferedImage
    requires transitive org.rhyton;

    exports org.rhyton.plot;
}
