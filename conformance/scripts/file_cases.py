#!/usr/bin/env python3
"""Golden cases of model files: training broken off, saved, loaded by Keras itself, and gone on with.

    python file_cases.py DIR        writes DIR/files/keras-VERSION/NAME.{json,keras,h5}

Needs Keras 3 on TensorFlow, and SciPy for windows. Keras 3 does not restore the optimizer of an .h5; what is to come of that is
what comes of the archive.
"""

import json
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras  # noqa: E402
import numpy as np  # noqa: E402

from golden_json import array  # noqa: E402

L, O, S = keras.layers, keras.optimizers, keras.optimizers.schedules


def mlp():
    return keras.Sequential([L.Input((4,)), L.Dense(5, activation="tanh"), L.Dense(1)])


def shared_and_inner():
    """A layer that is used twice, in a model that is used twice itself."""
    x = L.Input((4,))
    shared = L.Dense(4, activation="tanh", name="shared")
    first = shared(x)
    second = shared(L.Dropout(0.0)(first))
    base = keras.Model(x, L.Add(name="sum")([first, second]), name="base")
    y = L.Input((4,))
    joined = L.Concatenate()([base(y), base(L.BatchNormalization()(y))])
    return keras.Model(y, L.Dense(1)(joined))


def spectrogram():
    return keras.Sequential(
        [
            L.Input((24, 1)),
            L.STFTSpectrogram("magnitude", frame_length=6, frame_step=3),
            L.Pipeline([L.Dense(3, activation="tanh"), L.Rescaling(0.5)]),
            L.GlobalAveragePooling1D(),
            L.Dense(1),
        ]
    )


def both_ways():
    words = L.ReversibleEmbedding(9, 4, mask_zero=True, tie_weights=False, name="words")
    x = L.Input((6,), dtype="int64")
    hidden = L.GRU(4, return_sequences=True)(words(x))
    return keras.Model(x, words(hidden, reverse=True))


def rows():
    """name: (model, compile); all with two epochs of three batches before they are saved."""
    mixed = O.OptimizerMap(O.SGD(0.05, momentum=0.9), {".*dense/kernel": O.Adam(0.02)})
    all_at_once = O.Adam(
        0.05, clipnorm=0.5, use_ema=True, ema_momentum=0.8, gradient_accumulation_steps=4, weight_decay=0.01
    )
    return {
        "resume_cosine": (mlp(), dict(optimizer=O.Adam(S.CosineDecay(0.1, 20, warmup_target=0.2, warmup_steps=4)))),
        "resume_piecewise": (mlp(), dict(optimizer=O.SGD(S.PiecewiseConstantDecay([4, 7], [0.1, 0.05, 0.01]), momentum=0.8))),
        "resume_restarts": (mlp(), dict(optimizer=O.RMSprop(S.CosineDecayRestarts(0.05, 4)))),
        "resume_accumulation_ema_clipping": (mlp(), dict(optimizer=all_at_once)),
        "resume_loss_scale": (mlp(), dict(optimizer=O.LossScaleOptimizer(O.Adam(0.05), dynamic_growth_steps=4))),
        "resume_multi": (mlp(), dict(optimizer=O.MultiOptimizer(mixed))),
        "resume_schedule_free": (mlp(), dict(optimizer=O.ScheduleFreeAdamW(0.05, warmup_steps=8))),
        "shared_and_inner_models": (shared_and_inner(), dict(optimizer=O.SGD(0.05, momentum=0.5))),
        "spectrogram": (spectrogram(), dict(optimizer=O.SGD(0.05))),
        "reversible_embedding": (
            both_ways(),
            dict(optimizer=O.SGD(0.1), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)),
        ),
    }


def numbers(random, shape, of_words):
    if of_words:
        return random.integers(0, 9, size=shape).astype("int64")
    return np.round(random.normal(size=shape), 3).astype(keras.config.floatx())


def weights(model):
    """Layer by layer, in each those in training first."""
    return [array(w.numpy()) for each in model.layers for w in each.trainable_weights + each.non_trainable_weights]


def case(folder, name, model, arguments):
    random = np.random.default_rng(len(name))
    for v in model.weights:
        if v.trainable:
            v.assign(np.round(random.normal(size=v.shape) * 0.4, 3))
    of_words = "embedding" in name
    x = numbers(random, (24, *model.input_shape[1:]), of_words)
    y = numbers(random, (24, 6) if of_words else (24, 1), of_words)
    model.compile(**{"loss": "mse", "jit_compile": False, **arguments})
    model.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
    files = [f"{name}.keras", f"{name}.h5"]
    for file in files:
        model.save(folder / file)
    content = {
        "name": name,
        "keras_version": keras.__version__,
        "files": files,
        "fit": {"epochs": 2, "batch_size": 8, "shuffle": False},
        "optimizer_class": f"{type(model.optimizer).__module__}.{type(model.optimizer).__name__}",
        "inputs": [array(x)],
        "targets": [array(y)],
        "outputs": [array(model.predict(x, verbose=0))],
        "weights": weights(model),
    }
    resumed = keras.models.load_model(folder / files[0])
    history = resumed.fit(x, y, batch_size=8, shuffle=False, verbose=0)
    content["resume_after_loading_keras"] = {
        "one_more_epoch_history": {key: [float(v) for v in values] for key, values in history.history.items()},
        "weights": weights(resumed),
    }
    (folder / f"{name}.json").write_text(json.dumps(content))


def main(folder):
    into = pathlib.Path(folder) / "files" / f"keras-{keras.__version__}"
    into.mkdir(parents=True, exist_ok=True)
    for floatx in ("float32", "float64"):
        keras.config.set_floatx(floatx)
        keras.utils.clear_session()
        for name, (model, arguments) in rows().items():
            case(into, name if floatx == "float32" else f"{name}_float64", model, arguments)
            print(name, floatx)


if __name__ == "__main__":
    main(sys.argv[1])
