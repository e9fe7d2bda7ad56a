package org.rhyton.internal.kernel;

/** A set of kernels. Implementations other than the plain one are found as services, see {@link Kernels}. */
public interface KernelProvider {

    FloatKernels floats();

    DoubleKernels doubles();

    /** One line for a person, for example "Vector API, 512 bits". */
    String description();

    /** Among the providers found, the one of the highest priority is the fastest. The plain one has 0. */
    int priority();

    /** Its name in the system property {@code rhyton.kernels}. */
    String name();

    /**
     * Has the JVM compile what most programs need, before they need it. Called once, in a thread of its own. Changes no
     * result; kernels that the JVM compiles soon enough by themselves do nothing.
     */
    default void warmUp() throws InterruptedException {}
}
