import org.rhyton.internal.kernel.KernelProvider;
import org.rhyton.vector.VectorKernels;

/** Rhyton's kernels on the Vector API, found as a service; the only module that needs the incubator. */
module org.rhyton.vector {
    requires jdk.incubator.vector;
    requires org.rhyton;
    requires static org.jspecify;

    provides KernelProvider with
            VectorKernels;
}
