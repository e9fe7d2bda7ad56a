package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The width of vectors that this machine is best at; at most the 16 floats that sums are defined on. */
final class Lanes {

    private static final VectorShape SHAPE =
            FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512 ? VectorShape.S_512_BIT : VectorShape.preferredShape();

    static final VectorSpecies<Float> FLOATS = SHAPE.withLanes(float.class);
    static final VectorSpecies<Double> DOUBLES = SHAPE.withLanes(double.class);
    static final VectorSpecies<Integer> INTS = SHAPE.withLanes(int.class);

    private Lanes() {}

    /** Whether there are 32 vector registers: so wherever vectors have 512 bits; elsewhere 16 are certain. */
    static boolean hasManyRegisters() {
        return bits() == 512;
    }

    static int bits() {
        return SHAPE.vectorBitSize();
    }
}
