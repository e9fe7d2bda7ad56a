package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.callbacks.EarlyStopping;
import org.rhyton.callbacks.LearningRateScheduler;
import org.rhyton.callbacks.ModelCheckpoint;
import org.rhyton.callbacks.ReduceLROnPlateau;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Conv2D;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.MaxPooling2D;
import org.rhyton.layers.Names;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.models.Summary;
import org.rhyton.models.SummaryOption;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.Options;
import org.rhyton.training.Progress;
import org.rhyton.training.ProgressBar;
import org.rhyton.training.TextStyle;

/** Keras 3's texts: summaries as tables, progress bars on a clock that is given, transcripts. */
final class Keras3TextsTopic implements Topic {
    private static final double START_OF_TIME = 1e9;

    private final int columns;

    /** Of a console of so many columns. */
    Keras3TextsTopic(int columns) {
        this.columns = columns;
    }

    @Override
    public String name() {
        return "texts_columns" + columns;
    }

    @Override
    public Outcome run(GoldenCase golden) {
        String name = golden.name();
        if (name.startsWith("summary_")) return summary(golden);
        if (name.startsWith("progbar_")) return progressBar(golden);
        return transcript(golden);
    }

    // ---- summaries

    private Outcome summary(GoldenCase golden) {
        String model = golden.name().replaceFirst("^summary_", "").replaceFirst("__.*$", "");
        Names.clear();
        String text = model(model).summaryText(options(golden.object("arguments")));
        return golden.comparison()
                .equal("summary", text, golden.text("print_fn_text"))
                .outcome();
    }

    private SummaryOption[] options(GoldenObject arguments) {
        List<SummaryOption> options =
                new ArrayList<>(List.of(Summary.style(TextStyle.KERAS_3), Summary.columns(columns)));
        for (String key : arguments.keys()) {
            switch (key) {
                case "line_length" -> options.add(Summary.lineLength(arguments.whole(key)));
                case "show_trainable" -> options.add(Summary.showTrainable());
                case "expand_nested" -> options.add(Summary.expandNested());
                case "positions" -> options.add(Summary.positions(arguments.numbers(key)));
                case "layer_range" ->
                    options.add(Summary.layerRange(
                            String.valueOf(arguments.list(key).getFirst()),
                            String.valueOf(arguments.list(key).getLast())));
                default -> throw new GoldenFormatException(arguments.place() + ": unknown argument " + key);
            }
        }
        return options.toArray(SummaryOption[]::new);
    }

    private static Model model(String name) {
        return switch (name) {
            case "mlp" -> mlp();
            case "first_layer_frozen" -> frozen();
            case "compiled_and_trained" -> trained();
            case "long_name" ->
                new Sequential(
                        new Dense(3)
                                .name("a_layer_whose_name_does_not_fit_into_the_column_of_the_table")
                                .inputShape(4),
                        new Dense(1));
            case "no_layers" -> new Sequential(new InputLayer(new InputLayer.Config(Shape.of(4)), "input_layer"));
            case "unbuilt" -> new Sequential(new Dense(3), new Dense(1));
            case "cnn" ->
                new Sequential(
                                new Conv2D(32, 3).inputShape(28, 28, 1),
                                new MaxPooling2D(),
                                new Flatten(),
                                new Dense(1000),
                                new Dense(10))
                        .name("convnet");
            case "nested" -> nested();
            case "two_inputs_two_outputs" -> twoByTwo();
            default -> throw new GoldenFormatException("unknown model " + name);
        };
    }

    private static Sequential mlp() {
        return new Sequential(
                new Dense(8).activation("relu").inputShape(4),
                new Dropout(0.5),
                new BatchNormalization(),
                new Dense(3).activation("softmax"));
    }

    private static Sequential frozen() {
        Sequential model = mlp();
        model.layer(0).trainable(false);
        return model;
    }

    private static Sequential trained() {
        Sequential model = mlp();
        model.compile(Options.loss("categorical_crossentropy"), Options.optimizer("adam"));
        model.fit(numbers(8, 4), labels(8), Options.verbose(0));
        return model;
    }

    private static Functional nested() {
        Tensor features = new InputLayer(new InputLayer.Config(Shape.of(4)), "features").tensor();
        Sequential encoder = new Sequential(
                        new Dense(8).name("enc_dense").inputShape(4), new BatchNormalization().name("enc_bn"))
                .name("encoder");
        encoder.trainable(false);
        Tensor dropped = new Dropout(0.2).name("drop").apply(encoder.apply(features));
        return new Functional(features, new Dense(1).name("head").apply(dropped)).name("outer");
    }

    private static Functional twoByTwo() {
        Tensor left = new InputLayer(new InputLayer.Config(Shape.of(4)), "left").tensor();
        Tensor right = new InputLayer(new InputLayer.Config(Shape.of(6)), "right").tensor();
        Tensor joined = new Concatenate()
                .name("cat")
                .apply(
                        new Dense(5).name("da").apply(left),
                        new Dense(5).name("db").apply(right));
        Tensor value = new Dense(1).name("value").apply(joined);
        Tensor kind = new Dense(3).name("kind").activation("softmax").apply(joined);
        return new Functional(List.of(left, right), List.of(value, kind)).name("two_by_two");
    }

    // ---- progress bars

    private static Outcome progressBar(GoldenCase golden) {
        GoldenObject made = golden.object("constructor");
        AtomicLong now = new AtomicLong(nanos(0));
        StringBuilder written = new StringBuilder();
        ProgressBar.Builder builder = ProgressBar.writingTo(written::append)
                .text(TextStyle.KERAS_3)
                .style(style(made.whole("verbose"), golden.truth("dynamic_display")))
                .target(made.has("target") ? (Integer) made.whole("target") : null)
                .clock(now::get);
        if (made.has("width")) builder.width(made.whole("width"));
        if (made.has("unit_name")) builder.unitName(made.text("unit_name"));
        if (made.has("interval")) builder.interval(made.number("interval"));
        if (made.has("stateful_metrics")) {
            builder.statefulMetrics(
                    made.list("stateful_metrics").stream().map(String::valueOf).toList());
        }
        ProgressBar bar = builder.start();
        Comparison comparison = golden.comparison();
        for (GoldenObject event : golden.objects("events")) {
            now.set(nanos(event.number("t")));
            int before = written.length();
            update(bar, event);
            comparison.equal("written at " + event.number("t"), written.substring(before), event.text("written"));
        }
        return comparison.equal("all", written.toString(), golden.text("text")).outcome();
    }

    private static void update(ProgressBar bar, GoldenObject event) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        if (event.has("values")) {
            for (Object pair : event.list("values")) {
                List<?> both = (List<?>) pair;
                names.add(String.valueOf(both.getFirst()));
                values.add(Double.valueOf(String.valueOf(both.getLast())));
            }
        }
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        int current = event.whole("current");
        if (event.has("finalize")) bar.update(current, names, numbers, event.truth("finalize"));
        else bar.update(current, names, numbers);
    }

    private static ProgressBar.Style style(int verbose, boolean dynamic) {
        return switch (verbose) {
            case 0 -> ProgressBar.Style.SILENT;
            case 1 -> dynamic ? ProgressBar.Style.LIVE : ProgressBar.Style.LINES;
            default -> ProgressBar.Style.COMPACT;
        };
    }

    private static long nanos(double seconds) {
        return Math.round(START_OF_TIME + 1e9 * seconds);
    }

    // ---- transcripts

    private static Outcome transcript(GoldenCase golden) {
        Comparison comparison = golden.comparison();
        for (String stream : List.of("piped_stdout", "terminal_stdout")) {
            StringBuilder text = new StringBuilder();
            boolean terminal = stream.startsWith("terminal");
            ProgressBar.Style live = terminal ? ProgressBar.Style.LIVE : ProgressBar.Style.LINES;
            run(
                    golden.name(),
                    new Progress(live, text::append, TextStyle.KERAS_3),
                    new Progress(ProgressBar.Style.COMPACT, text::append, TextStyle.KERAS_3));
            comparison.equal(stream, lasting(text.toString()), lasting(golden.text(stream)));
        }
        return comparison.outcome();
    }

    private static void run(String name, Progress live, Progress compact) {
        Names.clear();
        Sequential model = new Sequential(new Dense(3).activation("softmax").inputShape(4));
        model.compile(
                Options.loss("categorical_crossentropy"),
                Options.optimizer(new SGD(0.01)),
                Options.metrics("accuracy"));
        switch (name) {
            case "transcript_fit1", "transcript_fit2" ->
                model.fit(
                        numbers(30, 4),
                        labels(30),
                        Options.epochs(2),
                        Options.batchSize(16),
                        Options.validationData(numbers(10, 4), labels(10)),
                        Options.progress(name.endsWith("1") ? live : compact));
            case "transcript_evaluate" -> {
                model.evaluate(numbers(40, 4), labels(40), Options.batchSize(16), Options.progress(live));
                model.evaluate(numbers(40, 4), labels(40), Options.batchSize(16), Options.progress(compact));
            }
            case "transcript_predict" -> model.predict(numbers(40, 4), Options.batchSize(16), Options.progress(live));
            case "transcript_callbacks" -> withCallbacks(model, compact);
            default -> throw new GoldenFormatException("unknown transcript " + name);
        }
    }

    private static void withCallbacks(Sequential model, Progress progress) {
        java.nio.file.Path folder = GoldenFolders.temporary();
        model.fit(
                numbers(40, 4),
                labels(40),
                Options.epochs(6),
                Options.batchSize(16),
                Options.progress(progress),
                Options.callbacks(
                        new ReduceLROnPlateau()
                                .monitor("loss")
                                .patience(1)
                                .minDelta(100)
                                .verbose(1),
                        new ModelCheckpoint(folder.resolve("ck.h5"))
                                .monitor("loss")
                                .saveBestOnly(true)
                                .verbose(1),
                        new LearningRateScheduler((_, rate) -> rate).verbose(1),
                        new EarlyStopping()
                                .monitor("loss")
                                .patience(2)
                                .minDelta(100)
                                .restoreBestWeights(true)
                                .verbose(1)));
    }

    /** What does not vary from run to run: finished lines, without times, values, places of files and blanks at ends. */
    private static String lasting(String transcript) {
        String text = transcript
                .replace("\r\n", "\n")
                .replaceAll("\u001b\\[\\d+m", "")
                .replace("\b", "")
                .replaceAll("(?m)^.*\r", "")
                .replaceAll("saving model to \\S+", "saving model to #")
                .replaceAll("(from|to) [0-9.]+(?=[ ,])", "$1 #")
                .replaceAll(": -?[0-9.]+(e[-+][0-9]+)?", ": #")
                .replaceAll("[0-9.]+(s|ms|us)/", "#/")
                .replaceAll("[0-9]+s (?=#)", "# ");
        // How often a bar is drawn on its way depends on the time: only its last showing counts.
        return Arrays.stream(text.split("\n", -1))
                .map(String::stripTrailing)
                .filter(line -> !line.matches("(\\d+)/(\\d+) ━.*") || line.matches("(\\d+)/\\1 .*"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceAll(" - [0-9]+s - ", " - # - "))
                .collect(Collectors.joining("\n"));
    }

    // ---- data

    private static NDArray numbers(int rows, int columns) {
        return RandomStream.of(1).uniform(Shape.of(rows, columns), -1, 1, DType.FLOAT32);
    }

    private static NDArray labels(int rows) {
        float[][] labels = new float[rows][3];
        for (int i = 0; i < rows; i++) labels[i][i % 3] = 1;
        return NDArray.of(labels);
    }
}
