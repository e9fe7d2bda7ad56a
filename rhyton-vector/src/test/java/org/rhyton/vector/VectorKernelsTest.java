package org.rhyton.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.rhyton.internal.kernel.Kernels;

class VectorKernelsTest {

    @Test
    void theServiceIsFoundAndIsTheFastest() {
        assertInstanceOf(VectorKernels.class, Kernels.fastest());
        assertEquals("Vector API, " + Lanes.bits() + " bits", Kernels.fastest().description());
        assertTrue(Kernels.advice().isEmpty());
    }
}
