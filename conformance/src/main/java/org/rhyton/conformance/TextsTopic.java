package org.rhyton.conformance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Conv2D;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Embedding;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.GRU;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.LSTM;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.MaxPooling2D;
import org.rhyton.layers.Names;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.models.Summary;
import org.rhyton.models.SummaryOption;
import org.rhyton.ops.Tensor;
import org.rhyton.training.Options;
import org.rhyton.training.Progress;
import org.rhyton.training.ProgressBar;

/** Keras 2's texts, made by models: summaries with all names as they are drawn, progress bars, transcripts. */
final class TextsTopic implements Topic {
    @Override
    public String name() {
        return "texts_keras2";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return switch (golden.text("kind")) {
            case "summary" -> summary(golden);
            case "error" -> unbuilt(golden);
            case "progbar" -> progressBar(golden);
            case "transcript" -> transcript(golden);
            default -> Outcome.unsupported(golden.text("kind"));
        };
    }

    // ---- summaries

    private static Outcome summary(GoldenCase golden) {
        Names.clear();
        Model model = golden.name().startsWith("notebook_")
                ? new Notebook().model(golden.name())
                : new Others().model(golden.name());
        String text = model.summaryText(options(golden.object("arguments")));
        return golden.comparison()
                .equal("summary", text, golden.text("text") + "\n")
                .outcome();
    }

    private static SummaryOption[] options(GoldenObject arguments) {
        List<SummaryOption> options = new ArrayList<>();
        if (arguments.has("show_trainable")) options.add(Summary.showTrainable());
        if (arguments.has("expand_nested")) options.add(Summary.expandNested());
        if (arguments.has("line_length")) options.add(Summary.lineLength(arguments.whole("line_length")));
        if (arguments.has("positions")) options.add(Summary.positions(arguments.numbers("positions")));
        return options.toArray(SummaryOption[]::new);
    }

    private static Outcome unbuilt(GoldenCase golden) {
        try {
            new Sequential(new Dense(1)).summaryText();
        } catch (LayerException e) {
            return golden.comparison()
                    .equal("message", e.getMessage(), golden.text("text"))
                    .outcome();
        }
        return Outcome.failed("a model that is not built has a summary");
    }

    /** The models of the notebook, made in its order. */
    private static final class Notebook {
        private final Sequential modelA = classifier(8, "softmax", 200, 150, 100, 50);
        private final Sequential modelB = classifier(1, "sigmoid", 300, 150, 100, 80);
        private final Sequential reused = new Sequential(modelA.layers(0, -2));

        private static Sequential classifier(int classes, String activation, int... hidden) {
            Sequential model = new Sequential();
            model.add(new Flatten().inputShape(28, 28));
            for (int units : hidden) model.add(new Dense(units).activation("relu"));
            return model.add(new Dense(classes).activation(activation));
        }

        Model model(String name) {
            return switch (name) {
                case "notebook_model_A", "notebook_model_A_loaded" -> modelA;
                case "notebook_model_B" -> modelB;
                case "notebook_model_tr_lower" -> reused;
                case "notebook_model_tr" -> complete();
                case "notebook_model_tr_frozen", "notebook_model_tr_frozen_plain" -> lowerTrainable(false);
                case "notebook_model_tr_unfrozen" -> {
                    lowerTrainable(false);
                    yield lowerTrainable(true);
                }
                default -> throw new GoldenFormatException("unknown model " + name);
            };
        }

        private Sequential complete() {
            if (reused.layers().size() == 4) {
                reused.add(new Dense(80).activation("relu"));
                reused.add(new Dense(1).activation("sigmoid"));
            }
            return reused;
        }

        private Sequential lowerTrainable(boolean value) {
            complete().layers(0, -2).forEach(layer -> layer.trainable(value));
            return reused;
        }
    }

    /** The other models, made in the order of the golden file, as names are counted over all of them. */
    private static final class Others {
        private final Sequential mlp = new Sequential(
                new Dense(8).inputShape(4),
                new BatchNormalization(),
                new Dropout(0.5),
                new Dense(3).name("a_layer_with_quite_a_long_name_indeed"));

        {
            new Sequential(new Flatten(), new Dense(2)).name("not_built");
        }

        private final Model functional = functional();
        private final Sequential nested = new Sequential(
                        new Sequential(new Dense(8).inputShape(4), new Dense(2)).name("encoder"), new Dense(1))
                .name("outer");
        private final Sequential cnn = new Sequential(
                new Conv2D(16, 3).inputShape(28, 28, 1), new MaxPooling2D(), new Flatten(), new Dense(10));
        private final Sequential rnn = new Sequential(
                new Embedding(100, 8).inputShape(-1), new LSTM(16).returnSequences(true), new GRU(4), new Dense(1));

        private static Model functional() {
            Tensor left = new InputLayer(new InputLayer.Config(Shape.of(8)), "left").tensor();
            Tensor right = new InputLayer(new InputLayer.Config(Shape.of(8)), "right").tensor();
            Dense shared = new Dense(6).name("shared");
            Tensor joined = new Concatenate().apply(shared.apply(left), shared.apply(right));
            Tensor hidden = new Dense(4).apply(joined);
            Tensor first = new Dense(2).name("out_a").apply(hidden);
            Tensor second = new Dense(1).name("out_b").apply(hidden);
            return new Functional(List.of(left, right), List.of(first, second)).name("two_in_two_out");
        }

        Model model(String name) {
            return switch (name) {
                case "mlp_batchnorm_dropout", "mlp_line_length_100", "mlp_positions" -> mlp;
                case "functional", "functional_show_trainable" -> functional;
                case "nested", "nested_expanded" -> nested;
                case "cnn" -> cnn;
                case "rnn" -> rnn;
                default -> throw new GoldenFormatException("unknown model " + name);
            };
        }
    }

    // ---- progress

    private static Outcome progressBar(GoldenCase golden) {
        StringBuilder text = new StringBuilder();
        AtomicLong readings = new AtomicLong();
        double seconds = golden.number("clock_step_seconds");
        ProgressBar bar = ProgressBar.writingTo(text::append)
                .style(golden.whole("verbose") == 1 ? ProgressBar.Style.LIVE : ProgressBar.Style.COMPACT)
                .target(golden.has("target") ? (Integer) golden.whole("target") : null)
                .width(golden.whole("width"))
                .unitName(golden.text("unit_name"))
                .statefulMetrics(golden.list("stateful_metrics").stream()
                        .map(String::valueOf)
                        .toList())
                .clock(() -> Math.round(1e9 * seconds * readings.getAndIncrement()))
                .start();
        GoldenObject values = golden.object("values");
        List<String> names = List.copyOf(values.keys());
        int steps = golden.whole("steps");
        int every = golden.whole("every");
        for (int update = 0; (update + 1) * every <= steps; update++) {
            int index = update;
            double[] now = names.stream()
                    .mapToDouble(name -> values.numbers(name)[index])
                    .toArray();
            int step = (update + 1) * every;
            bar.update(step, names, now, step == steps);
        }
        return golden.comparison()
                .equal("bytes", text.toString(), golden.text("bytes"))
                .outcome();
    }

    /** Two epochs of fit with validation, evaluate and predict: all but times and values is equal. */
    private static Outcome transcript(GoldenCase golden) {
        boolean live = golden.name().endsWith("verbose1");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Progress progress = live ? Progress.liveBar(out) : Progress.compact(out);
        Names.clear();
        Sequential model = new Sequential(new Dense(1).inputShape(3));
        model.compile(Options.loss("mse"), Options.optimizer("sgd"), Options.metrics("mae"));
        NDArray x = NDArray.ones(Shape.of(64, 3), DType.FLOAT32);
        NDArray y = NDArray.zeros(Shape.of(64, 1), DType.FLOAT32);
        model.fit(x, y, Options.epochs(2), Options.validationData(x, y), Options.progress(progress));
        NDArray more = NDArray.ones(Shape.of(96, 3), DType.FLOAT32);
        model.evaluate(more, NDArray.zeros(Shape.of(96, 1), DType.FLOAT32), Options.progress(progress));
        model.predict(more, Options.progress(progress));
        return golden.comparison()
                .equal("transcript", lasting(bytes.toString(StandardCharsets.UTF_8)), lasting(golden.text("text")))
                .outcome();
    }

    /** What does not vary from run to run: finished lines, without times and values. */
    private static String lasting(String transcript) {
        return transcript
                .replaceAll("(?m)^.*\r(?=.)", "")
                .replaceAll(": -?[0-9.]+(e[-+][0-9]+)?", ": #")
                .replaceAll("[0-9.]+(s|ms|us)/", "#/")
                .replaceAll("- [0-9]+s", "- #");
    }
}
