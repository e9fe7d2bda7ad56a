package org.rhyton.initializers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * Kernels of a convolution that computes the short-time Fourier transform: waves of rising frequency under a window. A kernel
 * has the shape (frame, 1, frequencies); of F frequencies, that of number k makes k / (2F − 2) turns a sample. Keras: {@code
 * keras.initializers.STFT}.
 *
 * @param side the real or the imaginary part; real by default
 * @param window a {@linkplain Windows name}, a list of numbers, or null for none; {@code hann} by default
 * @param scaling what the window is divided by; density by default, null for nothing
 * @param periodic whether the window is periodic; false by default
 */
public record STFT(
        Side side, @Nullable Object window, @Nullable Scaling scaling, boolean periodic) implements Initializer {
    /** A part of complex numbers. */
    public enum Side {
        REAL,
        IMAG
    }

    /** What a window is divided by. */
    public enum Scaling {
        /** The root of the sum of its squares. */
        DENSITY,
        /** The sum of its absolute values. */
        SPECTRUM
    }

    public STFT() {
        this(Side.REAL, "hann", Scaling.DENSITY, false);
    }

    /** @throws IllegalArgumentException when there is no such window */
    public STFT {
        if (window instanceof String name) Windows.requireKnown(name);
        else if (window != null && !(window instanceof List<?>)) {
            throw new IllegalArgumentException(
                    "STFT takes a window by name, as a list of numbers, or null; got " + window);
        }
    }

    /** @throws ShapeException when the shape is not (frame, 1, frequencies), or the window has another size */
    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        if (shape.rank() != 3 || shape.size(1) != 1 || shape.size(2) < 2) {
            throw new ShapeException(
                    "STFT is for kernels of shape (frame, 1, 2 or more frequencies), received " + shape);
        }
        int frame = shape.size(0);
        int frequencies = shape.size(2);
        double[] factors = factors(frame);
        double[] kernel = new double[frame * frequencies];
        for (int time = 0; time < frame; time++) {
            for (int k = 0; k < frequencies; k++) {
                double angle = angle(time, k, 2 * (frequencies - 1), dtype);
                double wave = side == Side.REAL ? Math.cos(angle) : Math.sin(angle);
                kernel[time * frequencies + k] = wave * factors[time];
            }
        }
        return NDArray.of(kernel).reshape(shape.dims()).astype(dtype);
    }

    /** −2π times how many turns there are, rounded where Keras rounds: in float32 large angles are not exact. */
    private static double angle(int time, int frequency, int length, DType dtype) {
        if (dtype == DType.FLOAT64) return -2.0 * time * ((double) frequency / length) * Math.PI;
        float turns = -2f * time * ((float) frequency / length);
        return turns * (float) Math.PI;
    }

    private double[] factors(int frame) {
        double[] factors = values(window, frame, periodic);
        double sum = 0;
        for (double factor : factors) sum += scaling == Scaling.DENSITY ? factor * factor : Math.abs(factor);
        double divisor = window == null || scaling == null ? 1 : scaling == Scaling.DENSITY ? Math.sqrt(sum) : sum;
        for (int i = 0; i < frame; i++) factors[i] /= divisor;
        return factors;
    }

    private static double[] values(@Nullable Object window, int frame, boolean periodic) {
        double[] values = new double[frame];
        java.util.Arrays.fill(values, 1);
        return switch (window) {
            case null -> values;
            case String name -> Windows.of(name, frame, periodic);
            case List<?> numbers
            when numbers.size() == frame ->
                numbers.stream()
                        .mapToDouble(number -> ((Number) number).doubleValue())
                        .toArray();
            default ->
                throw new ShapeException(
                        "STFT needs a window of " + frame + " numbers, the size of a frame; got " + window);
        };
    }
}
