package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.initializers.STFT;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Padding;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * The spectrogram of a signal: which frequencies each short frame of it has, by a convolution with waves, which training may
 * change. Input (batch, time, channels), output (batch, frames, channels · frequencies), or (batch, frames, frequencies,
 * channels) when {@code expandDims}; with channels first, (batch, channels, time) and (batch, channels · frequencies,
 * frames) or (batch, channels, frames, frequencies). There are fftLength / 2 + 1 frequencies, twice as many numbers in the mode
 * {@code stft}.
 *
 * <p>Weights: real_kernel and imag_kernel (frameLength, 1, frequencies), as far as the mode needs them. Keras: {@code
 * keras.layers.STFTSpectrogram}.
 */
public final class STFTSpectrogram extends ConfiguredLayer<STFTSpectrogram, STFTSpectrogram.Config> {
    private static final double EPSILON = 1e-7;

    /** What of the complex numbers is given. */
    public enum Mode {
        /** The logarithm of the magnitude. */
        LOG,
        MAGNITUDE,
        /** The power, in which all frequencies but the first and the last count twice. */
        PSD,
        REAL,
        IMAG,
        ANGLE,
        /** Real parts, then imaginary parts. */
        STFT
    }

    /**
     * The hyperparameters.
     *
     * @param mode what is given
     * @param frameLength how many samples a frame has
     * @param frameStep how many samples a frame begins after the one before; null for half a frame
     * @param fftLength which frequencies there are; null for the first power of 2 that is not below the frame's length
     * @param window a name of {@link org.rhyton.initializers.Windows}, a list of numbers, or null
     * @param periodic whether the window is periodic
     * @param scaling what the window is divided by; null for nothing
     * @param padding {@code valid}, or {@code same}
     * @param expandDims whether frequencies have an axis of their own
     */
    public record Config(
            Mode mode,
            int frameLength,
            @Nullable Integer frameStep,
            @Nullable Integer fftLength,
            @Nullable Object window,
            boolean periodic,
            STFT.@Nullable Scaling scaling,
            Padding padding,
            boolean expandDims,
            DataFormat dataFormat) {
        public Config {
            Space.requireNotCausal(padding, "STFTSpectrogram");
            if (frameLength < 2) {
                throw new IllegalArgumentException(
                        "STFTSpectrogram needs frames of at least 2 samples, got frameLength = " + frameLength);
            }
            new STFT(STFT.Side.REAL, window, scaling, periodic);
        }

        public Config() {
            this(
                    Mode.LOG,
                    256,
                    null,
                    null,
                    "hann",
                    false,
                    STFT.Scaling.DENSITY,
                    Padding.VALID,
                    false,
                    DataFormat.CHANNELS_LAST);
        }

        int step() {
            return frameStep == null ? frameLength / 2 : frameStep;
        }

        int length() {
            int power = Integer.highestOneBit(frameLength);
            return fftLength != null ? fftLength : power == frameLength ? power : 2 * power;
        }
    }

    private @Nullable Variable realKernel;
    private @Nullable Variable imagKernel;

    public STFTSpectrogram() {
        this(new Config());
    }

    public STFTSpectrogram(Config config) {
        super(config);
    }

    public STFTSpectrogram mode(Mode value) {
        return with("mode", value);
    }

    public STFTSpectrogram frameLength(int value) {
        return with("frameLength", value);
    }

    public STFTSpectrogram frameStep(@Nullable Integer value) {
        return with("frameStep", value);
    }

    public STFTSpectrogram fftLength(@Nullable Integer value) {
        return with("fftLength", value);
    }

    /** A window by name; null for none. */
    public STFTSpectrogram window(@Nullable String value) {
        return with("window", value);
    }

    /** A window of one's own, of frameLength numbers. */
    public STFTSpectrogram window(List<Double> value) {
        return with("window", value);
    }

    public STFTSpectrogram periodic(boolean value) {
        return with("periodic", value);
    }

    public STFTSpectrogram scaling(STFT.@Nullable Scaling value) {
        return with("scaling", value);
    }

    public STFTSpectrogram padding(String value) {
        return with("padding", Space.padding(value));
    }

    public STFTSpectrogram expandDims(boolean value) {
        return with("expandDims", value);
    }

    public STFTSpectrogram dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        if (c.step() < 1 || c.step() > c.frameLength() || c.length() < c.frameLength()) {
            throw new LayerException("layer '" + name() + "' (STFTSpectrogram) needs 1 ≤ frameStep ≤ frameLength ≤"
                    + " fftLength, got frameStep = " + c.step() + ", frameLength = " + c.frameLength()
                    + ", fftLength = "
                    + c.length());
        }
        if (c.mode() != Mode.IMAG) realKernel = kernel("real_kernel", STFT.Side.REAL);
        if (c.mode() != Mode.REAL) imagKernel = kernel("imag_kernel", STFT.Side.IMAG);
    }

    private Variable kernel(String weightName, STFT.Side side) {
        Config c = config();
        Shape shape = Shape.of(c.frameLength(), 1, c.length() / 2 + 1);
        return addWeight(weightName, shape, new STFT(side, c.window(), c.scaling(), c.periodic()));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        return Checks.rank(inputs.getFirst(), 3);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor signal = config().dataFormat() == DataFormat.CHANNELS_LAST ? Ops.transpose(x, 0, 2, 1) : x;
        return arranged(spectrum(signal));
    }

    /** Of signals (batch, channels, time): (batch, channels, frames, frequencies). */
    private Tensor spectrum(Tensor signal) {
        return switch (config().mode()) {
            case REAL -> waves(signal, realKernel);
            case IMAG -> waves(signal, imagKernel);
            case ANGLE -> Ops.arctan2(waves(signal, imagKernel), waves(signal, realKernel));
            case STFT -> Ops.concatenate(List.of(waves(signal, realKernel), waves(signal, imagKernel)), -1);
            case PSD -> doubled(power(signal));
            case MAGNITUDE -> magnitude(signal);
            case LOG -> Ops.log(Ops.maximum(magnitude(signal), EPSILON));
        };
    }

    private Tensor magnitude(Tensor signal) {
        return Ops.sqrt(Ops.maximum(power(signal), EPSILON));
    }

    private Tensor power(Tensor signal) {
        return Ops.square(waves(signal, realKernel)).plus(Ops.square(waves(signal, imagKernel)));
    }

    /** Counts all frequencies but the first and the last twice: those below 0 have the same power. */
    private static Tensor doubled(Tensor power) {
        int last = power.shape().size(-1) - 1;
        Tensor inner = Ops.slice(power, -1, 1, last);
        return power.plus(Ops.pad(inner, new int[][] {{0, 0}, {0, 0}, {0, 0}, {1, 1}}, 0));
    }

    private Tensor waves(Tensor signal, @Nullable Variable kernel) {
        Dim batch = signal.dim(0);
        Dim channels = signal.dim(1);
        Tensor alone = Ops.reshape(signal, batch.times(channels), signal.dim(2), Dim.of(1));
        int[] step = {config().step()};
        Tensor waves = Ops.conv(alone, Checks.made(kernel).read(), step, config().padding(), new int[] {1});
        return Ops.reshape(waves, batch, channels, waves.dim(1), waves.dim(2));
    }

    private Tensor arranged(Tensor x) {
        boolean isLast = config().dataFormat() == DataFormat.CHANNELS_LAST;
        if (config().expandDims()) return isLast ? Ops.transpose(x, 0, 2, 3, 1) : x;
        Dim numbers = x.dim(1).times(x.dim(3));
        return isLast
                ? Ops.reshape(Ops.transpose(x, 0, 2, 1, 3), x.dim(0), x.dim(2), numbers)
                : Ops.reshape(Ops.transpose(x, 0, 1, 3, 2), x.dim(0), numbers, x.dim(2));
    }
}
