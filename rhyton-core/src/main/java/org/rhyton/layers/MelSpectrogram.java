package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Windows;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;

/**
 * How loud the bands of a signal are from frame to frame, in bands as wide as hearing tells apart (mel), in decibels. Input
 * (batch, samples), output (batch, bands, 1 + samples / sequenceStride), counted before rounding from a signal that is mirrored
 * at its ends. No weights. Keras: {@code keras.layers.MelSpectrogram}.
 *
 * <p>Decibels more than {@code topDb} below the loudest of the batch are raised to that. The bands' borders are computed in
 * float32, as in Keras, also where the layer computes in float64.
 */
public final class MelSpectrogram extends ConfiguredLayer<MelSpectrogram, MelSpectrogram.Config> {
    /**
     * The hyperparameters.
     *
     * @param fftLength how many samples a frame has
     * @param sequenceStride how many samples a frame begins after the one before
     * @param sequenceLength how many samples in the middle of a frame the window covers; null for all
     * @param window {@code hann}, {@code hamming}, a list of numbers, or null for none
     * @param samplingRate samples a second
     * @param numMelBins how many bands
     * @param minFreq where the first band begins, in hertz
     * @param maxFreq where the last band ends, in hertz; null for half the sampling rate
     * @param powerToDb whether in decibels
     * @param topDb how many decibels below the loudest count
     * @param magExp to which power the magnitude is raised
     * @param minPower what smaller power is raised to
     * @param refPower the power of 0 decibels
     */
    public record Config(
            int fftLength,
            int sequenceStride,
            @Nullable Integer sequenceLength,
            @Nullable Object window,
            int samplingRate,
            int numMelBins,
            double minFreq,
            @Nullable Double maxFreq,
            boolean powerToDb,
            double topDb,
            double magExp,
            double minPower,
            double refPower) {
        public Config {
            if (fftLength < 2 || sequenceStride < 1 || samplingRate < 2 || numMelBins < 1) {
                throw new IllegalArgumentException(
                        "MelSpectrogram needs fftLength ≥ 2, sequenceStride ≥ 1, samplingRate ≥ 2"
                                + " and numMelBins ≥ 1; got " + fftLength + ", " + sequenceStride + ", " + samplingRate
                                + ", "
                                + numMelBins);
            }
        }

        public Config() {
            this(2048, 512, null, "hann", 16000, 128, 20, null, true, 80, 2, 1e-10, 1);
        }

        int covered() {
            return sequenceLength == null ? fftLength : sequenceLength;
        }
    }

    private @Nullable Tensor waves;
    private @Nullable Tensor bands;

    public MelSpectrogram() {
        this(new Config());
    }

    public MelSpectrogram(Config config) {
        super(config);
    }

    public MelSpectrogram fftLength(int value) {
        return with("fftLength", value);
    }

    public MelSpectrogram sequenceStride(int value) {
        return with("sequenceStride", value);
    }

    public MelSpectrogram sequenceLength(@Nullable Integer value) {
        return with("sequenceLength", value);
    }

    public MelSpectrogram window(@Nullable String value) {
        return with("window", value);
    }

    /** A window of one's own, of as many numbers as it covers samples. */
    public MelSpectrogram window(List<Double> value) {
        return with("window", value);
    }

    public MelSpectrogram samplingRate(int value) {
        return with("samplingRate", value);
    }

    public MelSpectrogram numMelBins(int value) {
        return with("numMelBins", value);
    }

    public MelSpectrogram minFreq(double value) {
        return with("minFreq", value);
    }

    public MelSpectrogram maxFreq(@Nullable Double value) {
        return with("maxFreq", value);
    }

    public MelSpectrogram powerToDb(boolean value) {
        return with("powerToDb", value);
    }

    public MelSpectrogram topDb(double value) {
        return with("topDb", value);
    }

    public MelSpectrogram magExp(double value) {
        return with("magExp", value);
    }

    public MelSpectrogram minPower(double value) {
        return with("minPower", value);
    }

    public MelSpectrogram refPower(double value) {
        return with("refPower", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        if (c.covered() < 1 || c.covered() > c.fftLength()) {
            throw new LayerException("layer '" + name() + "' (MelSpectrogram) needs 1 ≤ sequenceLength ≤ fftLength, got"
                    + " sequenceLength = " + c.covered() + ", fftLength = " + c.fftLength());
        }
        waves = Tensor.of(waves(window()).astype(dtype()));
        double highest = c.maxFreq() == null ? Math.floor(c.samplingRate() / 2.0) : c.maxFreq();
        bands = Tensor.of(MelBands.matrix(c.fftLength() / 2 + 1, c.numMelBins(), c.samplingRate(), c.minFreq(), highest)
                .astype(dtype()));
    }

    private double[] window() {
        int size = config().covered();
        double[] none = new double[size];
        java.util.Arrays.fill(none, 1);
        return switch (config().window()) {
            case null -> none;
            // TensorFlow, whose numbers are the measure, makes windows of odd size symmetric.
            case String name
            when name.equals("hann") || name.equals("hamming") -> Windows.of(name, size, size % 2 == 0);
            case List<?> numbers
            when numbers.size() == size ->
                numbers.stream()
                        .mapToDouble(number -> ((Number) number).doubleValue())
                        .toArray();
            case Object other ->
                throw new LayerException(
                        "layer '" + name() + "' (MelSpectrogram) takes the window \"hann\", \"hamming\", " + size
                                + " numbers, or null; got " + other);
        };
    }

    /** What a frame is multiplied by for its Fourier transform: (samples, 1, cosines then sines). */
    private NDArray waves(double[] window) {
        int length = config().fftLength();
        int frequencies = length / 2 + 1;
        int first = (length - window.length) / 2;
        double[] waves = new double[window.length * 2 * frequencies];
        for (int i = 0; i < window.length; i++) {
            for (int k = 0; k < frequencies; k++) {
                // Whole turns are taken off first, so that large angles are exact.
                double angle = 2 * Math.PI * ((long) (first + i) * k % length) / length;
                waves[i * 2 * frequencies + k] = window[i] * Math.cos(angle);
                waves[i * 2 * frequencies + frequencies + k] = -window[i] * Math.sin(angle);
            }
        }
        return NDArray.of(waves).reshape(window.length, 1, 2 * frequencies);
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), 2);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor power = Ops.power(magnitude(mirrored(Ops.cast(x, dtype()))), config().magExp());
        Tensor loudness = Ops.matmul(power, java.util.Objects.requireNonNull(bands));
        return Ops.transpose(config().powerToDb() ? decibels(loudness) : loudness, 0, 2, 1);
    }

    /** The signal, with half a frame of it mirrored at each end. */
    private Tensor mirrored(Tensor x) {
        int half = config().fftLength() / 2;
        Dim size = x.dim(1);
        if (size.isKnown() && size.value() <= half) {
            throw new LayerException("layer '" + name() + "' (MelSpectrogram) takes signals of more than " + half
                    + " samples, half its fftLength; got " + size);
        }
        Tensor before = Ops.flip(Ops.slice(x, 1, Dim.of(1), Dim.of(half)), 1);
        Tensor after = Ops.flip(Ops.slice(x, 1, size.plus(-half - 1), Dim.of(half)), 1);
        return Ops.concatenate(List.of(before, x, after), 1);
    }

    /** The magnitude of each frequency in each frame: (batch, frames, frequencies). */
    private Tensor magnitude(Tensor x) {
        Config c = config();
        int beside = c.fftLength() - c.covered();
        Tensor covered = Ops.slice(x, 1, Dim.of(beside / 2), x.dim(1).plus(-beside));
        Tensor signal = Ops.expandDims(covered, -1);
        Tensor parts = Ops.conv(
                signal,
                java.util.Objects.requireNonNull(waves),
                new int[] {c.sequenceStride()},
                Padding.VALID,
                new int[] {1});
        int frequencies = c.fftLength() / 2 + 1;
        Tensor real = Ops.slice(parts, -1, 0, frequencies);
        Tensor imaginary = Ops.slice(parts, -1, frequencies, 2 * frequencies);
        return Ops.sqrt(Ops.square(real).plus(Ops.square(imaginary)));
    }

    private Tensor decibels(Tensor power) {
        Config c = config();
        double reference = 10 * Math.log10(Math.max(Math.abs(c.refPower()), c.minPower()));
        Tensor all = Ops.log(Ops.maximum(power, c.minPower()))
                .times(10 / Math.log(10))
                .minus(reference);
        return Ops.maximum(all, Ops.max(all).minus(c.topDb()));
    }
}
