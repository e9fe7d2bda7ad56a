package org.rhyton.benchmarks;

import org.rhyton.models.Sequential;

/** Speeds as shares of what the processor can do at most, measured in the same run. */
final class Shares {
    private static final int ROUNDS = 4;

    private Shares() {}

    /** The product that is the yardstick. */
    static Result gemm() {
        double peak = Result.median(Peak.gigaflops());
        Result result = Result.of("GFLOP/s", Gemm.SQUARE.gigaflops());
        return result.and(Figure.told("share of the peak", result.median() / peak));
    }

    /** The network of odd sizes and W1, epoch by epoch in turn: milliseconds of the former's steps, and their shares. */
    static Result odd(Images images) {
        Sequential odd = Networks.odd();
        Sequential w1 = Networks.l2Network();
        Images seven = images.ofClasses(7);
        double[] oddTimes = new double[ROUNDS];
        double[] w1Times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            oddTimes[round] = Result.median(Timing.training(odd, seven, 50, 1));
            w1Times[round] = Result.median(Timing.training(w1, images, 32, 1));
        }
        double peak = Result.median(Peak.gigaflops()) * Machine.present().threads() * 1e9;
        double oddShare = Networks.operationsOfStep(50, 784, 257, 129, 7) / Result.median(oddTimes) * 1e3 / peak;
        double w1Share = Networks.operationsOfStep(32, 784, 300, 100, 10) / Result.median(w1Times) * 1e3 / peak;
        return Result.of("ms/step", oddTimes)
                .and(Figure.told("share of the peak", oddShare))
                .and(Figure.told("W1's share of the peak", w1Share))
                .and(Figure.atLeast(0.8, "its share over W1's", oddShare / w1Share));
    }
}
