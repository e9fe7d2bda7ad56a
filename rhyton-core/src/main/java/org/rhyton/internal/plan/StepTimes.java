package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;

/**
 * Where the time of programs goes: with the system property {@code rhyton.profile} set to true, each step is timed, and
 * a table goes to the standard error stream when the JVM ends. Without it, steps run as if this class were not there.
 */
final class StepTimes {
    private static final boolean ON = Boolean.getBoolean("rhyton.profile");

    /** The last runs, of which the median counts: the first ones run before the JVM has compiled what runs. */
    private static final int KEPT = 2048;

    /** Programs that ran less often are not worth a table. */
    private static final int FEWEST_RUNS = 200;

    private static final List<StepTimes> ALL = new ArrayList<>();

    private final List<Timed> steps = new ArrayList<>();

    private StepTimes() {}

    /** The work itself, or the same with a clock around it. */
    static Step.Work[] of(Plan plan, Binder binder) {
        Step.Work[] works = plan.steps.stream().map(step -> step.bind(binder)).toArray(Step.Work[]::new);
        if (!ON) return works;
        StepTimes times = new StepTimes();
        for (int i = 0; i < works.length; i++) {
            Timed timed = new Timed(describe(plan.steps.get(i), binder.sizes()), works[i]);
            times.steps.add(timed);
            works[i] = timed;
        }
        synchronized (ALL) {
            if (ALL.isEmpty()) Runtime.getRuntime().addShutdownHook(new Thread(StepTimes::printAll));
            ALL.add(times);
        }
        return works;
    }

    private static String describe(Step step, ToIntFunction<String> sizes) {
        return switch (step) {
            case MatMulStep product -> {
                Shape left = product.a().shape();
                yield "product " + size(left.dim(-2), sizes) + " x " + size(left.dim(-1), sizes) + " x "
                        + size(product.b().shape().dim(-1), sizes);
            }
            case MapStep map ->
                "map of " + size(map.tape().shape.volume(), sizes) + ", "
                        + map.tape().length() + " operations";
            case ReduceStep sum ->
                "reduction of " + size(sum.tape().shape.volume(), sizes) + " to " + size(sum.result().elements, sizes)
                        + ", " + sum.tape().length() + " operations";
            default -> step.getClass().getSimpleName();
        };
    }

    private static int size(Dim dim, ToIntFunction<String> sizes) {
        return dim.isKnown() ? dim.value() : dim.evaluate(sizes);
    }

    private static void printAll() {
        synchronized (ALL) {
            ALL.stream()
                    .filter(times -> times.steps.stream().anyMatch(step -> step.runs > FEWEST_RUNS))
                    .forEach(StepTimes::print);
        }
    }

    private void print() {
        double total = steps.stream().mapToDouble(Timed::microseconds).sum();
        System.err.printf(Locale.ROOT, "%nprogram of %d steps, %.1f us%n", steps.size(), total);
        steps.stream()
                .sorted(Comparator.comparingDouble(Timed::microseconds).reversed())
                .forEach(step -> System.err.printf(Locale.ROOT, "%8.2f us  %s%n", step.microseconds(), step.name));
    }

    /** Work with a clock around it. */
    private static final class Timed implements Step.Work {
        private final String name;
        private final Step.Work work;
        private final int[] nanos = new int[KEPT];
        private long runs;

        Timed(String name, Step.Work work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            work.run();
            nanos[(int) (runs++ % KEPT)] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - start);
        }

        /** The median of the last runs. */
        double microseconds() {
            int[] kept = Arrays.copyOf(nanos, (int) Math.min(KEPT, runs));
            Arrays.sort(kept);
            return kept.length == 0 ? 0 : kept[kept.length / 2] / 1e3;
        }
    }
}
