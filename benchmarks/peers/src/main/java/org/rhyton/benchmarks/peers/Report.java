package org.rhyton.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Tables, in Markdown, of what all processes printed. */
record Report(List<Line> lines, List<Task> tasks, List<Peers> libraries, int rounds) {
    /** Medians over all runs of all rounds; in brackets, how many times Rhyton's. Then what the training took and learned. */
    String text() {
        StringBuilder text = new StringBuilder(heading("workload"));
        for (Task task : tasks) {
            row(text, task.title + ", " + task.kind.unit, library -> median(times(task, library)));
        }
        List<Task> trained =
                tasks.stream().filter(task -> task.kind == Task.Kind.TRAIN).toList();
        if (!trained.isEmpty()) costs(text, trained.getFirst());
        if (!trained.isEmpty()) losses(text, trained);
        return text.toString();
    }

    private void costs(StringBuilder text, Task task) {
        row(text, "cold: " + task.title + ", s", library -> median(each(task, library, Line::firstRunEnd)));
        row(text, "memory: " + task.title + ", MB", library -> median(each(task, library, Line::peakMegabytes)));
    }

    private void losses(StringBuilder text, List<Task> trained) {
        text.append("\nThe mean loss of each epoch, over ")
                .append(rounds == 1 ? "one round" : rounds + " rounds")
                .append(":\n\n")
                .append(heading("workload"));
        trained.forEach(task -> losses(text, task));
    }

    private String heading(String first) {
        StringBuilder heading = new StringBuilder("| " + first + " |");
        libraries.forEach(library -> heading.append(' ').append(library.title).append(" |"));
        return heading.append("\n|---|")
                .append("---|".repeat(libraries.size()))
                .append('\n')
                .toString();
    }

    private void row(StringBuilder text, String title, ToDoubleFunction<Peers> values) {
        text.append("| ").append(title).append(" |");
        double ours = values.applyAsDouble(Peers.RHYTON);
        for (Peers library : libraries) {
            double value = values.applyAsDouble(library);
            boolean compared = library != Peers.RHYTON && !Double.isNaN(ours);
            text.append(' ')
                    .append(rounded(value))
                    .append(compared ? " (" + rounded(value / ours) + " x)" : "")
                    .append(" |");
        }
        text.append('\n');
    }

    private void losses(StringBuilder text, Task task) {
        text.append("| ").append(task.title).append(" |");
        for (Peers library : libraries) {
            List<double[]> curves = lines(task, library).map(Line::losses).toList();
            int epochs = curves.isEmpty() ? 0 : curves.getFirst().length;
            for (int i = 0; i < epochs; i++) {
                int epoch = i;
                double mean = curves.stream()
                        .mapToDouble(curve -> curve[epoch])
                        .average()
                        .orElseThrow();
                text.append(String.format(Locale.ROOT, " %.3f", mean));
            }
            text.append(" |");
        }
        text.append('\n');
    }

    /** Three digits, more where they are whole. */
    private static String rounded(double value) {
        int decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private DoubleStream times(Task task, Peers library) {
        return lines(task, library).flatMapToDouble(line -> Arrays.stream(line.times()));
    }

    private DoubleStream each(Task task, Peers library, ToDoubleFunction<Line> value) {
        return lines(task, library).mapToDouble(value);
    }

    private Stream<Line> lines(Task task, Peers library) {
        return lines.stream().filter(line -> line.task() == task && line.library() == library);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) return Double.NaN;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
