package org.rhyton.vector;

/** Steps of optimizers in double, which are computed one at a time: double is for checking, not for speed. */
final class DoubleMoments {

    private DoubleMoments() {}

    /** None is done here. */
    static int whole(int n) {
        return 0;
    }

    static void adam(
            double[] w,
            int wo,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double meanShare,
            double squareShare,
            double meanFactor,
            double epsilon,
            double[] newW,
            int newWo,
            double[] newM,
            int newMo,
            double[] newV,
            int newVo,
            int n) {}

    static void nadam(
            double[] w,
            int wo,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double meanShare,
            double squareShare,
            double meanFactor,
            double gradientFactor,
            double correction,
            double epsilon,
            double[] newW,
            int newWo,
            double[] newM,
            int newMo,
            double[] newV,
            int newVo,
            int n) {}
}
