package org.rhyton.examples.notebook;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rhyton.training.Progress;

/** Trains everything for several seeds and compares means with those of an independent implementation. */
final class Parity {
    /** Test loss and accuracy of a run over 12 seeds of an independent implementation: means and standard deviations. */
    private record Reference(String run, double lossMean, double lossSd, double accuracyMean, double accuracySd) {}

    private static final List<Reference> REFERENCES = List.of(
            new Reference("l2 (loss with penalty)", 0.759, 0.017, 0.816, 0.008),
            new Reference("dropout", 0.402, 0.007, 0.852, 0.003),
            new Reference("alpha dropout", 0.558, 0.022, 0.839, 0.005),
            new Reference("max-norm", 0.572, 0.020, 0.833, 0.004),
            new Reference("model A", 0.382, 0.007, 0.866, 0.003),
            new Reference("model B", 0.596, 0.021, 0.626, 0.118),
            new Reference("transfer", 0.250, 0.030, 0.989, 0.007));

    private static final int REFERENCE_SEEDS = 12;

    private final int seeds;
    private final Path folder;

    Parity(int seeds, Path folder) {
        this.seeds = seeds;
        this.folder = folder;
    }

    void run(PrintStream out) {
        List<List<Lesson.Score>> runs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Lesson lesson = new Lesson(seed, new Silence(), folder);
            List<Lesson.Score> scores = new ArrayList<>(lesson.avoidingOverfitting(List.of(Section.values())));
            Lesson.Comparison comparison = lesson.transferLearning();
            scores.addAll(List.of(comparison.modelA(), comparison.modelB(), comparison.transfer()));
            runs.add(scores);
            out.println("seed " + seed + ": " + describe(scores));
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%-24s %-24s %-24s %-17s %-17s%n",
                "run",
                "loss, here",
                "accuracy, here",
                "loss, reference",
                "accuracy, ref.");
        for (int i = 0; i < REFERENCES.size(); i++) row(out, REFERENCES.get(i), column(runs, i));
    }

    private static List<Lesson.Score> column(List<List<Lesson.Score>> runs, int index) {
        return runs.stream().map(run -> run.get(index)).toList();
    }

    private static String describe(List<Lesson.Score> scores) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < scores.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(REFERENCES.get(i).run());
            text.append(String.format(
                    Locale.ROOT,
                    " %.3f/%.4f",
                    scores.get(i).loss(),
                    scores.get(i).accuracy()));
        }
        return text.toString();
    }

    private void row(PrintStream out, Reference reference, List<Lesson.Score> scores) {
        double[] losses = scores.stream().mapToDouble(Lesson.Score::loss).toArray();
        double[] accuracies =
                scores.stream().mapToDouble(Lesson.Score::accuracy).toArray();
        out.printf(
                Locale.ROOT,
                "%-24s %-24s %-24s %.3f (%.3f)     %.3f (%.3f)%n",
                reference.run(),
                cell(losses, reference.lossMean(), reference.lossSd()),
                cell(accuracies, reference.accuracyMean(), reference.accuracySd()),
                reference.lossMean(),
                reference.lossSd(),
                reference.accuracyMean(),
                reference.accuracySd());
    }

    /** Mean, standard deviation, and how many standard errors the means are apart. */
    private String cell(double[] values, double mean, double sd) {
        double own = mean(values);
        double ownSd = sd(values, own);
        double error = Math.sqrt(ownSd * ownSd / seeds + sd * sd / REFERENCE_SEEDS);
        return String.format(Locale.ROOT, "%.3f (%.3f) %+.1f s.e.", own, ownSd, (own - mean) / error);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double sd(double[] values, double mean) {
        double sum = 0;
        for (double value : values) sum += (value - mean) * (value - mean);
        return values.length < 2 ? 0 : Math.sqrt(sum / (values.length - 1));
    }

    /** Prints nothing. */
    private static final class Silence implements Lesson.Console {
        @Override
        public void title(String text) {}

        @Override
        public void print(Object text) {}

        @Override
        public Progress progress() {
            return Progress.silent();
        }
    }
}
