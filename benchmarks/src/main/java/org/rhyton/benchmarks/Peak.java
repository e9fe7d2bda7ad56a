package org.rhyton.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the processor can do at most: fused multiply-adds in registers, of the widest vectors that this JVM uses. Ten chains
 * hide the latency of an instruction, begin with numbers of their own (equal ones would be computed once) and fit the 16 registers that every machine has.
 */
final class Peak {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 10;
    private static final int ROUNDS = 100_000;
    private static final int RUNS = 200;

    private Peak() {}

    /** Billions of floating-point operations a second of one thread, run by run. */
    static double[] gigaflops() {
        double[] rates = new double[RUNS];
        for (int run = -RUNS; run < RUNS; run++) {
            double seconds = burst();
            if (run >= 0) rates[run] = 2.0 * CHAINS * ROUNDS * LANES.length() / seconds / 1e9;
        }
        return rates;
    }

    /** The seconds that some rounds of all chains take. */
    private static double burst() {
        long start = System.nanoTime();
        float result = chains(1 + start % 2 * 1e-3f);
        long end = System.nanoTime();
        if (Float.isNaN(result)) throw new IllegalStateException("sums of finite numbers are not finite");
        return (end - start) / 1e9;
    }

    private static float chains(float first) {
        FloatVector x = FloatVector.broadcast(LANES, first);
        FloatVector y = FloatVector.broadcast(LANES, 1e-3f);
        FloatVector a = x.add(1f);
        FloatVector b = x.add(2f);
        FloatVector c = x.add(3f);
        FloatVector d = x.add(4f);
        FloatVector e = x.add(5f);
        FloatVector f = x.add(6f);
        FloatVector g = x.add(7f);
        FloatVector h = x.add(8f);
        FloatVector i = x.add(9f);
        FloatVector j = x.add(10f);
        for (int round = 0; round < ROUNDS; round++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
    }
}
