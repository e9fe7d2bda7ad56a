#!/usr/bin/env python3
"""Makes golden cases with real Keras, which `./rhyton conformance DIR` runs, and checks Rhyton's files with Keras.

    python make_cases.py cases DIR [--seed N]     writes DIR/f32/*.json and DIR/f64/*.json
    python make_cases.py check FILE...            loads model files that Rhyton wrote, and tells what Keras sees in them

Needs Keras 3 on TensorFlow, and SciPy for windows. Inputs are short decimals, so that float32 and float64 read the same numbers. Another seed gives
other numbers and other shapes.
"""

import argparse
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

import optimizer_cases  # noqa: E402
import signal_cases  # noqa: E402
import training_cases  # noqa: E402
from golden_json import array, variable  # noqa: E402

TOLERANCES = {"float32": {"rtol": 2e-5, "atol": 2e-6}, "float64": {"rtol": 1e-9, "atol": 1e-11}}


# ---- layers


def layer_rows(random):
    """(topic, name, layer, inputs, call arguments) of every layer that is checked, in sizes drawn anew."""
    L = keras.layers
    n, t, f = (int(random.integers(2, 5)), int(random.integers(3, 6)), int(random.integers(2, 5)))
    h, w, c = (int(random.integers(5, 8)), int(random.integers(5, 8)), int(random.integers(1, 4)))

    def x(*shape):
        return np.round(random.normal(size=shape), 3)

    vector, sequence, image = x(n, f), x(n, t, f), x(n, h, w, c)
    return [
        ("layers_core", "reversible_embedding", L.ReversibleEmbedding(7, 3), [abs(vector).round()], {}),
        (
            "layers_core",
            "reversible_embedding_untied_reverse",
            L.ReversibleEmbedding(7, f, tie_weights=False, logit_soft_cap=1.5),
            [sequence],
            {"reverse": True},
        ),
        ("layers_core", "reversible_embedding_reverse", L.ReversibleEmbedding(6, f), [sequence], {"reverse": True}),
        ("layers_core", "pipeline", L.Pipeline([L.Dense(3, activation="tanh"), L.Rescaling(2.0), L.Dense(2)]), [vector], {}),
        ("layers_core", "dense", L.Dense(3, activation="tanh"), [vector], {}),
        ("layers_core", "dense_of_sequence", L.Dense(4, activation="gelu", use_bias=False), [sequence], {}),
        ("layers_core", "flatten", L.Flatten(), [image], {}),
        ("layers_core", "activation_softmax", L.Activation("softmax"), [sequence], {}),
        ("layers_core", "rescaling", L.Rescaling(0.3, -1.5), [image], {}),
        ("layers_core", "normalization", L.Normalization(mean=1.5, variance=2.25, axis=None), [sequence], {}),
        ("layers_core", "discretization", L.Discretization(bin_boundaries=[-1.0, -0.2, 0.4]), [vector], {}),
        ("layers_merging", "add", L.Add(), [sequence, x(n, t, f)], {}),
        ("layers_merging", "concatenate", L.Concatenate(axis=1), [sequence, x(n, t + 1, f)], {}),
        ("layers_normalization", "batch_training", L.BatchNormalization(momentum=0.9), [image], {"training": True}),
        ("layers_normalization", "batch_inference", L.BatchNormalization(axis=1), [sequence], {"training": False}),
        ("layers_normalization", "layer_normalization", L.LayerNormalization(), [sequence], {}),
        ("layers_convolution", "conv2d_same", L.Conv2D(3, (3, 2), padding="same", activation="relu"), [image], {}),
        ("layers_convolution", "conv2d_strides", L.Conv2D(2, 3, strides=2), [image], {}),
        ("layers_convolution", "conv1d_causal", L.Conv1D(3, 2, padding="causal"), [sequence], {}),
        ("layers_pooling_reshaping", "max_pooling2d", L.MaxPooling2D(2), [image], {}),
        ("layers_pooling_reshaping", "average_pooling2d", L.AveragePooling2D(2, padding="same"), [image], {}),
        ("layers_pooling_reshaping", "reshape", L.Reshape((f, t)), [sequence], {}),
        ("layers_recurrent", "lstm", L.LSTM(3, return_sequences=True), [sequence], {}),
        ("layers_recurrent", "gru", L.GRU(3), [sequence], {}),
        ("layers_recurrent", "simple_rnn", L.SimpleRNN(2), [sequence], {}),
        *signal_cases.layer_rows(x, n),
    ]


def layer_case(name, layer, inputs, call, floatx):
    tensors = [tf.Variable(value.astype(floatx)) for value in inputs]
    given = tensors if len(tensors) > 1 else tensors[0]
    shapes = [(None, *value.shape[1:]) for value in inputs]
    layer.build(shapes if len(shapes) > 1 else shapes[0])
    if isinstance(layer, keras.layers.Pipeline):
        layer(given)  # it builds its layers when it is called
    random = np.random.default_rng(len(name))
    for v in layer.weights:
        if v.trainable:
            v.assign(np.round(random.normal(size=v.shape) * 0.5, 3))
    weights = [variable(v) for v in layer.weights]
    with tf.GradientTape(persistent=True) as tape:
        output = layer(given, **call)
        floating = output.dtype.is_floating
        upstream = np.round(np.random.default_rng(7).normal(size=output.shape), 3).astype(floatx)
        total = tf.reduce_sum(output * upstream) if floating else None
    case = {
        "name": name,
        "class_name": type(layer).__name__,
        "config": layer.get_config(),
        "call": call,
        "inputs": [array(value.astype(floatx)) for value in inputs],
        "weights": weights,
        "outputs": [array(output.numpy())],
        "output_keras_mask": None,
    }
    if floating:
        case["upstream"] = [array(upstream)]
        by_input = [tape.gradient(total, tensor) for tensor in tensors]
        by_weight = [tape.gradient(total, v.value, None, tf.UnconnectedGradients.ZERO) for v in layer.trainable_weights]
        case["input_gradients"] = {str(i): array(g.numpy()) for i, g in enumerate(by_input) if g is not None}
        case["weight_gradients"] = [array(tf.convert_to_tensor(g).numpy()) for g in by_weight]
    if call.get("training"):
        case["non_trainable_weights_after"] = [
            {"name": v.name, **array(v.numpy())} for v in layer.non_trainable_weights
        ]
    return case


# ---- activations, losses


def activation_cases(random, floatx):
    cases = []
    for name in ["relu", "elu", "selu", "gelu", "silu", "softplus", "softmax", "tanh", "hard_sigmoid", "mish", "celu"]:
        function = getattr(keras.activations, name)
        values = np.round(random.normal(size=(3, int(random.integers(2, 6)))), 3).astype(floatx)
        upstream = np.round(random.normal(size=values.shape), 3).astype(floatx)
        x = tf.Variable(values)
        with tf.GradientTape() as tape:
            y = function(x)
            total = tf.reduce_sum(y * upstream)
        cases.append(
            {
                "name": name,
                "activation": name,
                "kwargs": {},
                "input": array(values),
                "output": array(y.numpy()),
                "upstream": array(upstream),
                "input_gradient": array(tape.gradient(total, x).numpy()),
            }
        )
    return cases


def loss_cases(random, floatx):
    cases = []
    classes, n = int(random.integers(3, 6)), int(random.integers(3, 7))
    rows = np.round(random.uniform(0.05, 1, size=(n, classes)), 3)
    rows = (rows / rows.sum(-1, keepdims=True)).round(4)
    one_hot = np.eye(classes)[random.integers(0, classes, n)]
    numbers, others = np.round(random.normal(size=(2, n, classes)), 3)
    # Huber with the default delta: Keras does not write delta into the config.
    for name, loss, y_true, y_pred in [
        ("mse", keras.losses.MeanSquaredError(), numbers, others),
        ("huber", keras.losses.Huber(), numbers, others),
        ("log_cosh", keras.losses.LogCosh(reduction="sum"), numbers, others),
        ("cosine", keras.losses.CosineSimilarity(), numbers, others),
        ("categorical", keras.losses.CategoricalCrossentropy(label_smoothing=0.1), one_hot, rows),
        ("categorical_logits", keras.losses.CategoricalCrossentropy(from_logits=True), one_hot, others),
        ("binary", keras.losses.BinaryCrossentropy(), (numbers > 0) * 1.0, rows),
        ("focal", keras.losses.BinaryFocalCrossentropy(gamma=1.5), (numbers > 0) * 1.0, rows),
    ]:
        weight = np.round(random.uniform(0, 2, size=n), 2).astype(floatx)
        truth = y_true.astype(floatx)
        x = tf.Variable(y_pred.astype(floatx))
        with tf.GradientTape() as tape:
            value = loss(truth, x, sample_weight=weight)
        cases.append(
            {
                "name": name,
                "config": keras.saving.serialize_keras_object(loss),
                "y_true": array(truth),
                "y_pred": array(x.numpy()),
                "sample_weight": array(weight),
                "loss": array(value.numpy()),
                "gradient_y_pred": array(tape.gradient(value, x).numpy()),
            }
        )
    return cases


# ---- commands


def write_cases(folder, seed):
    for floatx, short in (("float32", "f32"), ("float64", "f64")):
        keras.config.set_floatx(floatx)
        keras.utils.clear_session()
        topics = {}
        for topic, name, layer, inputs, call in layer_rows(np.random.default_rng(seed)):
            if floatx == "float64" and isinstance(layer, keras.layers.MelSpectrogram):
                continue  # Keras mixes types there
            topics.setdefault(topic, []).append(layer_case(name, layer, inputs, call, floatx))
        topics["initializers"] = signal_cases.initializer_cases(floatx)
        topics["activations"] = activation_cases(np.random.default_rng(seed), floatx)
        topics["losses"] = loss_cases(np.random.default_rng(seed), floatx)
        os.makedirs(os.path.join(folder, short), exist_ok=True)
        shared = {}
        data, topics["training"] = training_cases.cases(np.random.default_rng(seed), floatx)
        shared["training"] = {"data": data}
        shared["optimizers"], topics["optimizers"] = optimizer_cases.cases(np.random.default_rng(seed), floatx)
        for topic, cases in topics.items():
            content = {
                "topic": topic,
                "keras_version": keras.__version__,
                "backend": f"tensorflow {tf.__version__}",
                "floatx": floatx,
                "tolerance": TOLERANCES[floatx],
                "cases": cases,
            }
            content.update(shared.get(topic, {}))
            with open(os.path.join(folder, short, topic + ".json"), "w") as file:
                json.dump(content, file, default=str)
        print(f"{short}: {sum(len(cases) for cases in topics.values())} cases in {len(topics)} topics")


def check_files(files):
    """Loads each file as a user would, runs it on numbers, and says so; ends with 1 when one cannot be loaded."""
    failures = 0
    for name in files:
        try:
            model = keras.models.load_model(name)
            shapes = [tuple(2 if size is None else size for size in tensor.shape) for tensor in model.inputs]
            outputs = model.predict([np.zeros(shape, "float32") for shape in shapes], verbose=0)
            finite = all(np.isfinite(output).all() for output in (outputs if isinstance(outputs, list) else [outputs]))
            compiled = type(model.optimizer).__name__ if model.compiled else "not compiled"
            print(f"ok {name}: {type(model).__name__}, {model.count_params()} parameters, {compiled}, finite: {finite}")
            failures += not finite
        except Exception as error:  # whatever Keras has against the file is what is asked for
            print(f"failed {name}: {type(error).__name__}: {error}")
            failures += 1
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    cases = commands.add_parser("cases", help="make golden cases")
    cases.add_argument("folder")
    cases.add_argument("--seed", type=int, default=1)
    check = commands.add_parser("check", help="check files that Rhyton wrote")
    check.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "check":
        return check_files(arguments.files)
    write_cases(arguments.folder, arguments.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
