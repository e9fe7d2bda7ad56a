/** Workloads that measure the library. */
module org.rhyton.benchmarks {
    requires info.picocli;
    requires jdk.incubator.vector;
    requires org.rhyton;
    requires static transitive org.jspecify;

    opens org.rhyton.benchmarks to
            info.picocli;
}
