"""Golden cases of what is made for signals: spectrograms, and the initializer of their kernels."""

import keras

from golden_json import array

L = keras.layers


def layer_rows(x, n):
    """(topic, name, layer, inputs, call arguments); x draws numbers of a shape, n is a batch size."""
    signal, wave = (x(n, 23, 2) * 0.2).round(4), x(n, 40)
    stft, mel = L.STFTSpectrogram, L.MelSpectrogram
    rows = [
        *[
            (f"stft_{mode}", stft(mode, frame_length=6, frame_step=2, fft_length=8), signal)
            for mode in ["log", "magnitude", "psd", "real", "imag", "stft"]
        ],
        ("stft_angle", stft("angle", frame_length=5, window=None, scaling=None), signal),
        (
            "stft_same_expanded",
            stft("psd", frame_length=7, window="hamming", periodic=True, padding="same", expand_dims=True),
            signal,
        ),
        ("stft_own_window", stft("real", frame_length=4, window=[0.25, 1.0, 1.0, 0.5], scaling="spectrum"), signal),
        ("stft_large", stft("magnitude", frame_length=48, frame_step=40), x(2, 150, 1)),
        ("mel", mel(fft_length=16, sequence_stride=5, num_mel_bins=3, sampling_rate=800), wave),
        (
            "mel_power",
            mel(
                fft_length=16,
                sequence_stride=4,
                sequence_length=11,
                window="hamming",
                sampling_rate=800,
                num_mel_bins=5,
                max_freq=300,
                power_to_db=False,
                mag_exp=1.5,
            ),
            wave,
        ),
        (
            "mel_loudest",
            mel(
                fft_length=12,
                sequence_stride=6,
                num_mel_bins=4,
                sampling_rate=600,
                window=None,
                top_db=5.0,
                ref_power=2.0,
            ),
            wave,
        ),
    ]
    return [("layers_core", name, layer, [values], {}) for name, layer, values in rows]


def initializer_cases(floatx):
    cases = []
    for name, initializer, shape in [
        ("stft_real", keras.initializers.STFT(), (8, 1, 5)),
        ("stft_imag_spectrum", keras.initializers.STFT("imag", "hamming", "spectrum", True), (7, 1, 9)),
        ("stft_without_window", keras.initializers.STFT("imag", None, "density"), (5, 1, 4)),
        ("stft_own_window", keras.initializers.STFT("real", [1.0, 2.0, 0.5], None), (3, 1, 3)),
        ("stft_blackman", keras.initializers.STFT("real", "blackman"), (6, 1, 5)),
        ("stft_large", keras.initializers.STFT("real", "hann", "density"), (120, 1, 33)),
    ]:
        value = initializer(shape, dtype=floatx)
        config = keras.saving.serialize_keras_object(initializer)
        cases.append({"name": name, "config": config, "shape": list(shape), "value": array(value.numpy())})
    return cases
