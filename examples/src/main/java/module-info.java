/** Programs to read and run. */
module org.rhyton.examples {
    requires info.picocli;
    requires org.jfree.svg; // pictures are saved as SVG too
    requires org.rhyton;
    requires org.rhyton.plot;
    requires static transitive org.jspecify;

    opens org.rhyton.examples.notebook to
            info.picocli;
}
