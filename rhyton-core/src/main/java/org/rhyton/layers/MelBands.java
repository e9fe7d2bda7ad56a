package org.rhyton.layers;

import org.rhyton.array.NDArray;

/**
 * Bands of equal width on the mel scale, after the Hidden Markov Model Toolkit: {@code mel(f) = 1127 ln(1 + f / 700)}.
 * Computed in float32, as in Keras, step by step.
 */
final class MelBands {
    private MelBands() {}

    /**
     * How much of each frequency is in each band: (frequencies, bands). A band is a triangle, which rises from the middle of
     * the band below to 1 in its own middle and falls to the middle of the band above.
     */
    static NDArray matrix(int frequencies, int bands, int samplingRate, double lowest, double highest) {
        float[] edges = evenly(mel((float) lowest), mel((float) highest), bands + 2);
        float[] hertz = evenly(0, samplingRate / 2f, frequencies);
        float[] matrix = new float[frequencies * bands];
        // The constant part of the signal is in no band.
        for (int i = 1; i < frequencies; i++) {
            float mel = mel(hertz[i]);
            for (int band = 0; band < bands; band++) {
                float rising = (mel - edges[band]) / (edges[band + 1] - edges[band]);
                float falling = (edges[band + 2] - mel) / (edges[band + 2] - edges[band + 1]);
                matrix[i * bands + band] = Math.max(0, Math.min(rising, falling));
            }
        }
        return NDArray.of(matrix).reshape(frequencies, bands);
    }

    private static float mel(float hertz) {
        return 1127f * (float) Math.log(1f + hertz / 700f);
    }

    private static float[] evenly(float first, float last, int count) {
        float step = (last - first) / (count - 1);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = first + step * i;
        numbers[count - 1] = last;
        return numbers;
    }
}
