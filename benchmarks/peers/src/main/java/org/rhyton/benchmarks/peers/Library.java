package org.rhyton.benchmarks.peers;

/** A library that is compared; found as a service, one on each class path beside Rhyton's own. */
public interface Library {
    /** Its name and version. */
    String title();

    /** Builds a network in it, to train on the first samples and be asked for the second. */
    Peer build(Network network, Samples train, Samples test);
}
