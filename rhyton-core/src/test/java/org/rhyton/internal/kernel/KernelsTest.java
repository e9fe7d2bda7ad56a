package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelsTest {

    /** This module's tests run without the incubator: the plain kernels compute, and the advice says what to add. */
    @Test
    void withoutTheIncubatorThePlainKernelsComputeAndSayWhy() {
        assertSame(Kernels.plain(), Kernels.fastest());
        assertEquals("plain", Kernels.fastest().name());
        String advice = Kernels.advice().orElseThrow();
        assertTrue(advice.contains("--add-modules jdk.incubator.vector"), advice);
    }
}
