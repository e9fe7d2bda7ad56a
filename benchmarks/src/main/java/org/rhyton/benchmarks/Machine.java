package org.rhyton.benchmarks;

import org.rhyton.internal.kernel.Kernels;

/** What the workloads run on; the species is the width of the vectors. */
record Machine(int threads, String species, String jvm) {
    static Machine present() {
        return new Machine(
                Integer.getInteger("rhyton.threads", Runtime.getRuntime().availableProcessors()),
                Kernels.fastest().description(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** The same with kernels of another kind. */
    Machine with(String otherSpecies) {
        return new Machine(threads, otherSpecies, jvm);
    }
}
