package org.rhyton.training;

import java.io.Console;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the progress of {@code fit}, {@code evaluate} and {@code predict} is told, and how much of it. Immutable.
 *
 * <pre>{@code
 * Progress.automatic()                  // a live bar on a terminal, one line an epoch elsewhere
 * Progress.linePerEpoch(System.err)
 * Progress.to(logger::info)             // each line, without its line end, to a sink of one's own
 * Progress.silent()
 * }</pre>
 *
 * @param style how much is told
 * @param sink takes pieces of text as they arise, line ends and backspaces included
 * @param text whose texts are told
 */
public record Progress(ProgressBar.Style style, Consumer<String> sink, TextStyle text) {
    private static volatile @Nullable Progress ofHost;

    /** Progress in the texts of Keras 2.12. */
    public Progress(ProgressBar.Style style, Consumer<String> sink) {
        this(style, sink, TextStyle.KERAS_2);
    }

    /** The same progress in other texts. */
    public Progress text(TextStyle newText) {
        return new Progress(style, sink, newText);
    }

    /** A bar that redraws itself in place, as Keras shows it on a terminal. */
    public static Progress liveBar(PrintStream out) {
        return new Progress(ProgressBar.Style.LIVE, printing(out));
    }

    /** The finished bar of each epoch on a line of its own: for pipes, files and consoles that cannot go back. */
    public static Progress linePerEpoch(PrintStream out) {
        return new Progress(ProgressBar.Style.LINE, printing(out));
    }

    /** One line an epoch without a bar; Keras's {@code verbose=2}. */
    public static Progress compact(PrintStream out) {
        return new Progress(ProgressBar.Style.COMPACT, printing(out));
    }

    /** Nothing is told. */
    public static Progress silent() {
        return new Progress(ProgressBar.Style.SILENT, text -> {});
    }

    /** Whole lines, without their line ends, to a program's own sink: a logger, a list, a window. */
    public static Progress to(Consumer<String> lines) {
        return new Progress(
                ProgressBar.Style.LINE,
                text -> lines.accept(text.stripTrailing().replaceFirst("^\n", "")));
    }

    /**
     * What the host of the program has set; else, on standard output, a live bar if that is a terminal, and one line an
     * epoch if it is a pipe or a file.
     */
    public static Progress automatic() {
        Progress host = ofHost;
        if (host != null) return host;
        return isTerminal() ? liveBar(System.out) : linePerEpoch(System.out);
    }

    /**
     * Sets what {@link #automatic()} answers from now on, for hosts that show progress in a way of their own, such as
     * notebooks and windows.
     *
     * @param progress null for what is usual
     */
    public static void setAutomatic(@Nullable Progress progress) {
        ofHost = progress;
    }

    /**
     * What Keras's {@code verbose} says: 0 is silent, 1 {@linkplain #automatic() automatic}, 2 {@linkplain #compact
     * compact}.
     *
     * @throws IllegalArgumentException for any other number
     */
    public static Progress verbose(int verbose) {
        return switch (verbose) {
            case 0 -> silent();
            case 1 -> automatic();
            case 2 -> compact(System.out);
            default ->
                throw new IllegalArgumentException(
                        "verbose must be 0 (silent), 1 (progress bar) or 2 (one line an" + " epoch); got " + verbose);
        };
    }

    /** Whether nothing is told, so that nothing needs to be computed for telling. */
    public boolean isSilent() {
        return style == ProgressBar.Style.SILENT;
    }

    /**
     * Tells that an epoch begins: {@code Epoch 1/2}. As in Keras, nothing is said when there is only one.
     *
     * @param epoch the epoch, counted from 1
     * @param epochs how many there will be
     */
    public void epochBegins(int epoch, int epochs) {
        if (!isSilent() && epochs > 1) sink.accept("Epoch " + epoch + "/" + epochs + "\n");
    }

    /** Tells anything else, such as what a callback has to say; the line end is added. */
    public void say(String line) {
        if (!isSilent()) sink.accept(line + "\n");
    }

    /**
     * Starts the bar of one epoch, or of one call of {@code evaluate} or {@code predict}.
     *
     * @param steps how many steps there will be, null when that is unknown
     * @param statefulMetrics the names of values that are averages already
     */
    public ProgressBar startBar(@Nullable Integer steps, Collection<String> statefulMetrics) {
        return ProgressBar.writingTo(sink)
                .style(style)
                .text(text)
                .order(text == TextStyle.KERAS_3 ? alphabetical(statefulMetrics) : List.of())
                .target(steps)
                .statefulMetrics(statefulMetrics)
                .start();
    }

    /** As Keras 3 has them: the numbers of training, then those of validation, each in the order of the alphabet. */
    private static List<String> alphabetical(Collection<String> names) {
        List<String> sorted = names.stream().sorted().toList();
        return Stream.concat(sorted.stream(), sorted.stream().map(name -> "val_" + name))
                .toList();
    }

    @SuppressWarnings("SystemConsoleNull") // the JDK's own documentation still allows null
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static Consumer<String> printing(PrintStream out) {
        return text -> {
            out.print(text);
            out.flush();
        };
    }
}
