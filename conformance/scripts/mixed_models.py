#!/usr/bin/env python3
"""What real Keras makes of models that mix classes of one's own, graphs of layers, shared layers and models of inner tensors.

    python mixed_models.py > ../../rhyton-core/src/test/resources/org/rhyton/models/mixed-models.json

MixedModelsTest builds the same models and compares. Needs Keras 3 on TensorFlow.
"""

import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras  # noqa: E402
import numpy as np  # noqa: E402

from golden_json import array  # noqa: E402

L = keras.layers


class TwoWays(keras.Model):
    """A class of its own around a graph of layers, with a layer that is called twice."""

    def __init__(self):
        super().__init__()
        x = L.Input((4,))
        hidden = L.Dense(5, activation="tanh", name="hidden")(x)
        self.features = keras.Model(x, L.Dense(3, activation="relu")(hidden), name="features")
        self.shared = L.Dense(3, activation="tanh", kernel_regularizer="l2", name="shared")
        self.normalization = L.BatchNormalization(momentum=0.9, name="normalization")
        self.head = L.Dense(1, name="head")

    def call(self, x, training=False):
        y = self.features(x)
        y = self.shared(self.shared(y))
        return self.head(self.normalization(y, training=training))


class Residual(keras.Model):
    """A part of a graph: a model of a class of its own as a layer."""

    def __init__(self):
        super().__init__(name="residual")
        self.inner = L.Dense(4, activation="tanh", name="inner")
        self.gate = L.Dense(4, activation="sigmoid", name="gate")

    def call(self, x):
        return x + self.inner(x) * self.gate(x)


def subclass_around_functional():
    return TwoWays(), None


def functional_around_subclass():
    residual = Residual()
    x = L.Input((4,))
    return keras.Model(x, L.Dense(1)(residual(residual(x)))), None


def inner_tensors():
    """One model is trained; another, made of its inner tensor, shares its weights and predicts."""
    x = L.Input((4,))
    hidden = L.Dense(5, activation="tanh", name="hidden")(x)
    narrow = L.Dense(2, activation="tanh", name="narrow")(hidden)
    whole = keras.Model(x, L.Dense(1)(narrow))
    return whole, keras.Model(whole.input, whole.get_layer("narrow").output)


def frozen_base():
    """A new head on an inner tensor of a frozen model with batch normalization."""
    x = L.Input((4,))
    y = L.BatchNormalization(name="normalization")(L.Dense(5, activation="tanh", name="hidden")(x))
    base = keras.Model(x, L.Dense(3, name="former")(y))
    features = keras.Model(base.input, base.get_layer("normalization").output, name="features")
    features.trainable = False
    z = L.Input((4,))
    return keras.Model(z, L.Dense(1, name="head")(features(z))), features


def case(name, make, floatx):
    keras.utils.clear_session()
    model, other = make()
    random = np.random.default_rng(len(name))
    x = np.round(random.normal(size=(20, 4)), 3).astype(floatx)
    y = np.round(random.normal(size=(20, 1)), 3).astype(floatx)
    w = np.round(random.uniform(0, 2, size=20), 2).astype(floatx)
    model(x[:2])
    for v in model.weights:
        if "moving" not in v.path and "gamma" not in v.path:
            v.assign(np.round(random.normal(size=v.shape) * 0.5, 3))
    # By name, since the order of the weights of a class of one's own is that of its attributes.
    initial = {path(v): array(v.numpy()) for v in model.weights}
    model.compile(optimizer=keras.optimizers.Adam(0.05, clipnorm=0.5), loss="mse", metrics=["mae"], jit_compile=False)
    history = model.fit(x, y, sample_weight=w, epochs=3, batch_size=8, shuffle=False, verbose=0)
    return {
        "name": name,
        "floatx": floatx,
        "x": array(x),
        "y": array(y),
        "w": array(w),
        "initial": initial,
        "history": {key: [float(v) for v in values] for key, values in history.history.items()},
        "final": {path(v): array(v.numpy()) for v in model.weights},
        "outputs": array(model.predict(x, verbose=0)),
        "other_outputs": None if other is None else array(other.predict(x, verbose=0)),
    }


def path(v):
    """The layer and the weight."""
    return "/".join(v.path.split("/")[-2:])


def main():
    cases = []
    for floatx in ("float32", "float64"):
        keras.config.set_floatx(floatx)
        for make in (subclass_around_functional, functional_around_subclass, inner_tensors, frozen_base):
            cases.append(case(make.__name__, make, floatx))
    json.dump({"keras_version": keras.__version__, "cases": cases}, sys.stdout)


if __name__ == "__main__":
    main()
