package org.rhyton.benchmarks;

import java.util.List;
import org.rhyton.benchmarks.FreshProcess.Report;

/** W1 with other kernels, each in a JVM of its own: milliseconds a step, and products as shares of that JVM's peak. */
final class Modes {
    private Modes() {}

    static Result plain() {
        Report report = FreshProcess.run(List.of("-Drhyton.kernels=plain"), 4, 32);
        return Result.atMost(2.5, "ms/step", report.laterEpochs()).on(machine(report));
    }

    static Result avx2() {
        Report report = measured("-XX:UseAVX=2");
        return Result.of("ms/step", report.laterEpochs())
                .and(Figure.atLeast(0.45, "512x512x512, share of peak", share(report, "gemm")))
                .and(Figure.atLeast(0.45, "32x784x300, share of peak", share(report, "layer")))
                .on(machine(report));
    }

    static Result v128() {
        Report report = measured("-XX:MaxVectorSize=16");
        return Result.of("ms/step", report.laterEpochs())
                .and(Figure.told("512x512x512, share of peak", share(report, "gemm")))
                .and(Figure.told("32x784x300, share of peak", share(report, "layer")))
                .on(machine(report));
    }

    /** On a processor that does not know the option, all is as without it; the species tells. */
    private static Report measured(String option) {
        return FreshProcess.run(List.of("-XX:+IgnoreUnrecognizedVMOptions", option), 5, 32, "yardsticks");
    }

    private static double share(Report report, String product) {
        return report.numbers(product)[0] / report.numbers("most")[0];
    }

    private static Machine machine(Report report) {
        return Machine.present().with(report.text("species"));
    }
}
