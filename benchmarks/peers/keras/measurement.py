"""Keras at one task, as Measurement.java measures the other libraries: measurement.py TASK WARMUP RUNS.

Besides those tasks it knows CNN, LSTM and ATTENTION, the networks that ./rhyton bench measures under these names.
"""

import time

START = time.time()

import gzip
import json
import os
import sys
from pathlib import Path

import keras
import numpy as np

PLACES = (
    Path(os.environ.get("RHYTON_HOME", Path.home() / ".cache/rhyton")) / "datasets/fashion-mnist",
    Path("/usr/share/datasets/fashion-mnist"),
)
HIDDEN = {"W3": (200, 150, 100, 50), "T": (300, 150, 100, 80)}


def read(name, offset):
    folder = next(place for place in PLACES if (place / name).exists())
    return np.frombuffer(gzip.decompress((folder / name).read_bytes()), np.uint8, offset=offset)


def samples():
    """The images that the other libraries get: scikit-learn's split of the random state 1, standardised."""
    order = np.random.RandomState(1).permutation(60000)[15000:]
    x = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)[order].astype("float32")
    mean, deviation = x.mean(0, dtype="float64").astype("float32"), x.std(0, dtype="float64").astype("float32")
    test = read("t10k-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28).astype("float32")
    return (x - mean) / deviation, read("train-labels-idx1-ubyte.gz", 8)[order], (test - mean) / deviation


def build(task):
    dense = task in HIDDEN
    penalty = keras.regularizers.L2(0.01) if not dense and task != "W2" else None
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten()])
    for units in (*HIDDEN.get(task, (300, 100)), 10):
        last = units == 10
        if task == "W2":
            model.add(keras.layers.Dropout(0.2))
        model.add(
            keras.layers.Dense(
                units,
                activation="softmax" if last else "relu",
                kernel_initializer="glorot_uniform" if last else "he_normal",
                kernel_regularizer=penalty,
            )
        )
    optimizer = keras.optimizers.SGD(1e-3) if dense else keras.optimizers.Nadam()
    model.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    return model


def build_other(task):
    """The network of the task and the shape of its input, of which there are so many."""
    layers = keras.layers
    if task == "CNN":
        shape, batch, count = (28, 28, 1), 64, 6400
        x = inputs = keras.Input(shape)
        for filters in (32, 64):
            x = layers.MaxPooling2D(2)(layers.Conv2D(filters, 3, activation="relu")(x))
        x = layers.Dense(128, activation="relu")(layers.Dropout(0.5)(layers.Flatten()(x)))
    elif task == "LSTM":
        shape, batch, count = (28, 28), 64, 6400
        inputs = keras.Input(shape)
        x = layers.LSTM(128)(inputs)
    else:
        shape, batch, count = (64, 12), 32, 3200
        inputs = keras.Input(shape)
        x = layers.Dense(128)(inputs)
        x = layers.LayerNormalization()(layers.Add()([x, layers.MultiHeadAttention(4, 32)(x, x)]))
        forward = layers.Dense(128)(layers.Dense(512, activation="gelu")(x))
        x = layers.LayerNormalization()(layers.Add()([x, forward]))
        x = layers.GlobalAveragePooling1D()(x)
    model = keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model, shape, batch, count


def peak_megabytes():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def main(task, warmup, runs):
    x, y, test = samples()
    if task == "T":
        x, y = x[:100], y[:100]
    batch, epochs = (512 if task == "W1B512" else 32), (20 if task == "T" else 1)
    if task in ("CNN", "LSTM", "ATTENTION"):
        model, shape, batch, count = build_other(task)
        x = x.reshape(len(x), -1)[:count, : np.prod(shape)].reshape(count, *shape)
        y = y[:count]
    else:
        model = build(task)
    times, losses, first_run_end = [], [], 0
    run, warm = 0, time.perf_counter() + warmup
    while len(times) < runs:
        start = time.perf_counter()
        if task == "PREDICT":
            model.predict(test, batch_size=32, verbose=0)
            unit, divisor = "ms", 1e-3
        elif task == "LATENCY":
            for _ in range(50):
                np.asarray(model(test[:1], training=False))
            unit, divisor = "us", 50e-6
        else:
            losses += model.fit(x, y, epochs=epochs, batch_size=batch, verbose=0).history["loss"]
            unit, divisor = ("ms an epoch", 20e-3) if task == "T" else ("ms a step", -(-len(x) // batch) * 1e-3)
        elapsed = time.perf_counter() - start
        if run == 0:
            first_run_end = time.time() - START
        elif start >= warm:
            times.append(elapsed / divisor)
        run += 1
    print(
        json.dumps(
            {
                "peer": f"Keras {keras.__version__}",
                "task": task,
                "unit": unit,
                "times": times,
                "losses": losses,
                "first_run_end": round(first_run_end, 2),
                "peak_mb": peak_megabytes(),
            }
        )
    )


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
