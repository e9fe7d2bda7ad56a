package org.rhyton.benchmarks;

/** What the workloads run on. */
record Machine(int threads, String kernels, String jvm) {
    static Machine present() {
        String forced = System.getProperty("rhyton.kernels", "");
        boolean vector = ModuleLayer.boot().findModule("org.rhyton.vector").isPresent() && !forced.equals("plain");
        return new Machine(
                Integer.getInteger("rhyton.threads", Runtime.getRuntime().availableProcessors()),
                vector ? "vector" : "plain",
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }
}
