package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Steps of optimizers that keep two moments, in one pass over memory: fifteen operations one by one take three times as
 * long. What remains is the time of the division and the root.
 */
final class FloatMoments {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    private static final int WIDTH = LANES.length();

    private FloatMoments() {}

    /** Of n elements, how many are done here: those in whole vectors. */
    static int whole(int n) {
        return LANES.loopBound(n);
    }

    static void adam(
            float[] w,
            int wo,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float meanShare,
            float squareShare,
            float meanFactor,
            float epsilon,
            float[] newW,
            int newWo,
            float[] newM,
            int newMo,
            float[] newV,
            int newVo,
            int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector gradient = load(g, go + i);
            FloatVector mean = load(m, mo + i);
            mean = mean.add(gradient.sub(mean).mul(meanShare));
            FloatVector square = load(v, vo + i);
            square = square.add(
                    FloatFunctions.flushedSquare(gradient).sub(square).mul(squareShare));
            FloatVector move = mean.mul(meanFactor);
            FloatVector scale = square.sqrt().add(epsilon);
            FloatVector weight = load(w, wo + i).sub(move.div(scale));
            FloatFunctions.flush(mean).intoArray(newM, newMo + i);
            FloatFunctions.flush(square).intoArray(newV, newVo + i);
            FloatFunctions.flush(weight).intoArray(newW, newWo + i);
        }
    }

    static void nadam(
            float[] w,
            int wo,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float meanShare,
            float squareShare,
            float meanFactor,
            float gradientFactor,
            float correction,
            float epsilon,
            float[] newW,
            int newWo,
            float[] newM,
            int newMo,
            float[] newV,
            int newVo,
            int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector gradient = load(g, go + i);
            FloatVector mean = load(m, mo + i);
            mean = mean.add(gradient.sub(mean).mul(meanShare));
            FloatVector square = load(v, vo + i);
            square = square.add(
                    FloatFunctions.flushedSquare(gradient).sub(square).mul(squareShare));
            FloatVector move = mean.mul(meanFactor).add(gradient.mul(gradientFactor));
            FloatVector scale = square.mul(correction).sqrt().add(epsilon);
            FloatVector weight = load(w, wo + i).sub(move.div(scale));
            FloatFunctions.flush(mean).intoArray(newM, newMo + i);
            FloatFunctions.flush(square).intoArray(newV, newVo + i);
            FloatFunctions.flush(weight).intoArray(newW, newWo + i);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(LANES, x, at);
    }
}
