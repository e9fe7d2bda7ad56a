/** Pictures of training, predictions and models. */
module org.rhyton.plot {
    requires transitive java.desktop; // BufferedImage
    requires transitive org.rhyton;

    exports org.rhyton.plot;
}
