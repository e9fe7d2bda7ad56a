package org.rhyton.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.rhyton.internal.kernel.FloatMath.FLUSH_BELOW;
import static org.rhyton.internal.kernel.FloatMath.FLUSH_SQUARE_BELOW;

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
            FloatVector gradient = fromArray(LANES, g, go + i);
            FloatVector mean = fromArray(LANES, m, mo + i);
            mean = mean.add(gradient.sub(mean).mul(meanShare));
            FloatVector square = fromArray(LANES, v, vo + i);
            FloatVector root = gradient.blend(0f, gradient.abs().compare(LT, FLUSH_SQUARE_BELOW));
            square = square.add(root.mul(root).sub(square).mul(squareShare));
            FloatVector move = mean.mul(meanFactor);
            FloatVector scale = square.sqrt().add(epsilon);
            FloatVector weight = fromArray(LANES, w, wo + i).sub(move.div(scale));
            mean.blend(0f, mean.abs().compare(LT, FLUSH_BELOW)).intoArray(newM, newMo + i);
            square.blend(0f, square.abs().compare(LT, FLUSH_BELOW)).intoArray(newV, newVo + i);
            weight.blend(0f, weight.abs().compare(LT, FLUSH_BELOW)).intoArray(newW, newWo + i);
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
            FloatVector gradient = fromArray(LANES, g, go + i);
            FloatVector mean = fromArray(LANES, m, mo + i);
            mean = mean.add(gradient.sub(mean).mul(meanShare));
            FloatVector square = fromArray(LANES, v, vo + i);
            FloatVector root = gradient.blend(0f, gradient.abs().compare(LT, FLUSH_SQUARE_BELOW));
            square = square.add(root.mul(root).sub(square).mul(squareShare));
            FloatVector move = mean.mul(meanFactor).add(gradient.mul(gradientFactor));
            FloatVector scale = square.mul(correction).sqrt().add(epsilon);
            FloatVector weight = fromArray(LANES, w, wo + i).sub(move.div(scale));
            mean.blend(0f, mean.abs().compare(LT, FLUSH_BELOW)).intoArray(newM, newMo + i);
            square.blend(0f, square.abs().compare(LT, FLUSH_BELOW)).intoArray(newV, newVo + i);
            weight.blend(0f, weight.abs().compare(LT, FLUSH_BELOW)).intoArray(newW, newWo + i);
        }
    }
}
