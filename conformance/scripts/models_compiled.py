"""Models compiled with each optimizer, and with losses, metrics and weights in each form that compile takes, trained for an epoch."""

import keras
import numpy as np
from keras import layers as L

ROW = (4,)

TARGETS = np.array([[1, 0], [0, 1], [1, 0]], "float32")

OPTIMIZERS = "adadelta adafactor adagrad adam adamax ftrl lamb lion muon nadam rmsprop sgd".split()

ONE_OUTPUT = dict(
    nothing=dict(optimizer=None),
    optimizer_alone=dict(optimizer="adam"),
    weighted=dict(optimizer="sgd", loss="mse", metrics=["mae"], weighted_metrics=["acc"], run_eagerly=True, steps_per_execution=3),
    schedule=dict(
        optimizer=lambda: keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 10)),
        loss="categorical_crossentropy",
        metrics=lambda: ["accuracy", "auc", keras.metrics.Precision(class_id=1)],
    ),
    objects=dict(
        optimizer=lambda: keras.optimizers.AdamW(0.1, weight_decay=0.01, clipnorm=1.0),
        loss=lambda: keras.losses.CategoricalCrossentropy(label_smoothing=0.1, from_logits=True),
        metrics=lambda: [keras.metrics.F1Score(), keras.metrics.TopKCategoricalAccuracy(2)],
    ),
    functions=dict(optimizer="sgd", loss=lambda: keras.losses.mean_squared_error, metrics=lambda: [keras.metrics.mean_absolute_error]),
    averages=dict(
        optimizer=lambda: keras.optimizers.Adam(use_ema=True, ema_momentum=0.9, gradient_accumulation_steps=2), loss="mse", metrics={}
    ),
    nesterov=dict(
        optimizer=lambda: keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5), momentum=0.9, nesterov=True),
        loss="huber",
        metrics=lambda: [keras.metrics.MeanMetricWrapper(keras.losses.mean_squared_error, name="foo"), "mape"],
    ),
    scaled=dict(optimizer=lambda: keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam()), loss="mse"),
    lists=dict(optimizer="nadam", loss=["mse"], metrics=[["mae"]], weighted_metrics=[["mse"]], loss_weights=[0.5]),
    by_name=dict(
        optimizer="rmsprop", loss={"out": "mse"}, metrics={"out": ["mae"]}, weighted_metrics={"out": "mse"}, loss_weights={"out": 0.3}
    ),
)

TWO_OUTPUTS = dict(
    same=dict(loss="mse", metrics="mae"),
    lists=dict(loss=["mse", "mae"], metrics=["mae"], loss_weights=[1, 2.0]),
    left_out=dict(loss=["mse", None], metrics=[["mae"], None], weighted_metrics=[None, ["mse"]]),
    by_name=dict(
        loss={"a": "mse", "b": "mae"}, metrics={"a": "mae"}, weighted_metrics={"b": ["mse", "mae"]}, loss_weights={"a": 0.3, "b": 1}
    ),
    by_name_left_out=dict(loss={"a": "mse"}, metrics={"a": ["mae", "mse"], "b": None}, loss_weights={"a": 0.3}),
    nested=dict(loss=[["mse"], ["mae"]], metrics=[["mae", "mse"], "mape"]),
    objects=dict(loss=lambda: keras.losses.MeanSquaredError(), metrics=lambda: [keras.metrics.MeanAbsoluteError(name="zz")]),
)


def made(options):
    return {key: value() if callable(value) else value for key, value in options.items()}


def compiled(models, name, outputs, options):
    inputs = keras.Input(ROW)
    layers = [L.Dense(2, name="out", activation="softmax")] if outputs == 1 else [L.Dense(2, name="a"), L.Dense(1, name="b")]
    model = keras.Model(inputs, [layer(inputs) for layer in layers] if outputs > 1 else layers[0](inputs))
    options = made(options)
    model.compile(**options)
    x = models.data(ROW)
    if options.get("loss") is not None and model.optimizer is not None:
        model.fit(x, TARGETS if outputs == 1 else [TARGETS, np.ones((3, 1), "float32")], verbose=0)
    models.add(name, model, [x], random=False)


def make(models):
    for name in OPTIMIZERS:
        models.attempt(
            name, lambda: compiled(models, f"optimizer_{name}", 1, dict(optimizer=name, loss="mean_squared_error", metrics=["mae"]))
        )
    for name, options in ONE_OUTPUT.items():
        models.attempt(name, lambda: compiled(models, f"compiled_{name}", 1, options))
    for name, options in TWO_OUTPUTS.items():
        models.attempt(name, lambda: compiled(models, f"outputs_{name}", 2, dict(optimizer="adam") | options))
