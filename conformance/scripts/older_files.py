"""Writes model files as Keras 1.2.2, 2.0.6, 2.2.4 and 2.4 wrote them: older_files.py FOLDER

None of these versions is needed: each model is built in today's Keras, which says what it predicts, and written with h5py in
the words and the order of arrays of the version. Sources: `get_config`, `save_model` and `Sequential.flattened_layers` of the
versions, and what Keras 2 does to their files in `preprocess_weights_for_loading`. FOLDER gets a folder keras-VERSION for each
with NAME.h5 and NAME.json.gz, in the form of the golden data.
"""

import gzip
import json
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers as L  # noqa: E402

from golden_json import array  # noqa: E402

rng = np.random.default_rng(11)


@keras.saving.register_keras_serializable()
def old_hard_sigmoid(x):
    """Keras 1 and 2: another function than that of Keras 3."""
    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)


# ---- files


def attribute(group, name, texts):
    group.attrs[name] = [text.encode() for text in texts]


def write_groups(root, groups):
    attribute(root, "layer_names", [name for name, _ in groups])
    for name, weights in groups:
        group = root.create_group(name)
        attribute(group, "weight_names", [weight for weight, _ in weights])
        for weight, value in weights:
            group.create_dataset(weight, data=np.asarray(value, "float32"))


def write(folder, version, name, description, groups, inputs, outputs, training=None, optimizer=(), case=None):
    folder = pathlib.Path(folder) / f"keras-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    files = [f"{name}.h5"]
    with h5py.File(folder / files[0], "w") as file:
        file.attrs["keras_version"] = version.encode()
        if not version.startswith("1."):
            file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(description).encode()
        write_groups(file.create_group("model_weights"), groups)
        if training:
            file.attrs["training_config"] = json.dumps(training).encode()
            state = file.create_group("optimizer_weights")
            attribute(state, "weight_names", [weight for weight, _ in optimizer])
            for weight, value in optimizer:
                state.create_dataset(weight, data=value if np.asarray(value).dtype == "int64" else np.asarray(value, "float32"))
    case = (case or {}) | {"name": name, "keras_version": version, "files": files, "inputs": [array(x) for x in inputs], "outputs": [array(y) for y in outputs]}
    with gzip.GzipFile(folder / f"{name}.json.gz", "wb", mtime=0) as packed:
        packed.write(json.dumps(case).encode())
    return folder


def write_weights(folder, name, groups):
    """Weights alone as the files of the first applications have them: without a version."""
    with h5py.File(folder / f"{name}.weights.h5", "w") as file:
        write_groups(file, groups)
    described = folder / f"{name}.json.gz"
    case = json.loads(gzip.decompress(described.read_bytes()))
    case["files"].append(f"{name}.weights.h5")
    with gzip.GzipFile(described, "wb", mtime=0) as packed:
        packed.write(json.dumps(case).encode())


def numbers(*shape):
    return rng.normal(size=shape).round(3).astype("float32")


def randomize(model):
    for weight in model.weights:
        if "float" not in str(weight.dtype):
            continue
        value = numbers(*weight.shape) * 0.4
        weight.assign(np.abs(value) + 0.5 if "variance" in weight.path else value)


def predict(model, inputs):
    found = model(inputs if len(inputs) > 1 else inputs[0], training=False)
    return [np.asarray(y) for y in keras.tree.flatten(found)]


def trained(model, inputs, targets, loss):
    """Trains a model, and keeps in a dictionary what one epoch more makes of it; gives the state in between."""
    fit = dict(batch_size=3, shuffle=False, verbose=0)
    model.fit(inputs, targets, epochs=2, **fit)
    outputs = predict(model, inputs)
    before = [np.asarray(w) for w in model.weights]
    state = [np.asarray(v) for v in model.optimizer.variables]
    history = model.fit(inputs, targets, **fit).history
    later = [w for layer_ in model.layers for w in layer_.trainable_weights + layer_.non_trainable_weights]
    resumed = {"one_more_epoch_history": {key: [float(v) for v in values] for key, values in history.items()}, "weights": [array(w) for w in later]}
    case = {"fit": {"batch_size": 3}, "targets": [array(targets)], "resume_after_loading_h5": resumed}
    model.set_weights(before)
    return outputs, state, case


# ---- Keras 1: configs


def layer(class_name, name, **config):
    return {"class_name": class_name, "config": {"name": name, "trainable": True, **config}}


def dense(name, units, activation="linear", class_name="Dense", **more):
    keys = dict(output_dim=units, init="glorot_uniform", activation=activation, W_regularizer=None, b_regularizer=None)
    keys |= dict(activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, input_dim=None)
    return layer(class_name, name, **keys | more)


def convolution(name, class_name, filters, rows, columns, ordering, activation="relu", mode="valid", stride=(1, 1), **more):
    keys = dict(nb_filter=filters, nb_row=rows, nb_col=columns, init="glorot_uniform", activation=activation, border_mode=mode)
    keys |= dict(subsample=list(stride), dim_ordering=ordering, W_regularizer=None, b_regularizer=None, activity_regularizer=None)
    return layer(class_name, name, **keys | dict(W_constraint=None, b_constraint=None, bias=True) | more)


def recurrent(name, class_name, units, sequences=False, backwards=False, **more):
    keys = dict(return_sequences=sequences, go_backwards=backwards, stateful=False, unroll=False, consume_less="cpu")
    keys |= dict(input_dim=4, input_length=None, output_dim=units, init="glorot_uniform", inner_init="orthogonal")
    if class_name == "LSTM":
        keys |= dict(forget_bias_init="one")
    if class_name != "SimpleRNN":
        keys |= dict(inner_activation="hard_sigmoid")
    keys |= dict(activation="tanh", W_regularizer=None, U_regularizer=None, b_regularizer=None, dropout_W=0.0, dropout_U=0.0)
    return layer(class_name, name, **keys | more)


def normalization(name, axis=-1):
    return layer("BatchNormalization", name, epsilon=0.001, mode=0, axis=axis, momentum=0.99, gamma_regularizer=None, beta_regularizer=None)


def embedding(name, words, units, length):
    keys = dict(batch_input_shape=[None, length], input_dtype="int32", input_dim=words, output_dim=units, init="uniform", input_length=length)
    keys |= dict(mask_zero=False, activity_regularizer=None, W_regularizer=None, W_constraint=None, dropout=0.0)
    return layer("Embedding", name, **keys)


def merge(name, mode, **more):
    keys = dict(name=name, mode=mode, mode_type="raw", concat_axis=-1, dot_axes=-1, output_shape=None, output_shape_type="raw")
    return {"class_name": "Merge", "config": keys | dict(output_mask=None, output_mask_type="raw", arguments={}) | more}


def node(description, *inputs):
    description["name"] = description["config"]["name"]
    description["inbound_nodes"] = [[[name, 0, 0] for name in inputs]] if inputs else []
    return description


def input_layer(name, shape):
    return node({"class_name": "InputLayer", "config": {"batch_input_shape": [None, *shape], "input_dtype": "float32", "sparse": False, "name": name}})


# ---- Keras 1: weights


def named(today, name, kinds=("W", "b")):
    return name, [(f"{name}_{kind}", np.asarray(w)) for kind, w in zip(kinds, today.weights)]


def gates(today, name, kinds):
    """An array for each gate; the gates of today in the order of Keras 1."""
    order = {"icfo": "ifco", "zrh": "zrh"}[kinds]
    parts = [np.split(np.asarray(w), len(kinds), axis=-1) for w in today.weights]
    return [(f"{name}_{kind}_{gate}", part[order.index(gate)]) for gate in kinds for kind, part in zip("WUb", parts)]


def normalized(today, name):
    return named(today, name, ("gamma", "beta", "running_mean", "running_std"))


# ---- Keras 1: models


def mlp(folder):
    rules = dict(kernel_regularizer=keras.regularizers.L2(0.01), kernel_constraint=keras.constraints.MaxNorm(2))
    hidden, norm, slope, out = L.Dense(5, **rules), L.BatchNormalization(), L.PReLU(), L.Dense(3, activation="softmax")
    model = keras.Sequential([keras.Input((4,)), hidden, norm, slope, out])
    randomize(model)
    description = {
        "class_name": "Sequential",
        "config": [
            dense(
                "dense_1", 5, init="he_normal", batch_input_shape=[None, 4], input_dtype="float32", input_dim=4,
                W_regularizer={"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}, W_constraint={"name": "MaxNorm", "m": 2, "axis": 0},
            ),
            normalization("batchnormalization_1"),
            layer("PReLU", "prelu_1", init="zero"),
            layer("Dropout", "dropout_1", p=0.0),
            layer("GaussianNoise", "gaussiannoise_1", sigma=0.0),
            dense("dense_2", 3, "softmax"),
        ],
    }  # fmt: skip
    x, y = [numbers(6, 4)], np.eye(3, dtype="float32")[[0, 1, 2, 2, 1, 0]]
    model.compile(keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True), "categorical_crossentropy", metrics=["accuracy"])
    outputs, state, case = trained(model, x[0], y, "categorical_crossentropy")
    groups = [named(hidden, "dense_1"), normalized(norm, "batchnormalization_1"), named(slope, "prelu_1", ("alphas",))]
    groups += [("dropout_1", []), ("gaussiannoise_1", []), named(out, "dense_2")]
    optimizer = {"class_name": "SGD", "config": {"nesterov": True, "lr": 0.01, "momentum": 0.9, "decay": 0.0}}
    training = dict(optimizer_config=optimizer, loss="categorical_crossentropy", metrics=["accuracy"], sample_weight_mode=None, loss_weights=None)
    # Iterations, learning rate, then momenta; Keras 1 has no learning rate there.
    stored = [(f"Variable_{i}:0", float(value) if i == 0 else value) for i, value in enumerate(state[:1] + state[2:])]
    write(folder, "1.2.2", "mlp_sgd", description, groups, x, outputs, training, stored, case)


def cnn(folder):
    """The order of TensorFlow. Weights alone without a version, as the first applications have them."""
    first, separable = L.Conv2D(4, (3, 2), activation="relu", padding="same"), L.SeparableConv2D(5, 3, activation="relu")
    dilated, transposed, out = L.Conv2D(3, 2, dilation_rate=2), L.Conv2DTranspose(2, 2, strides=2), L.Dense(2, activation="sigmoid")
    model = keras.Sequential([keras.Input((9, 8, 3)), first, separable, L.MaxPooling2D(2), L.ZeroPadding2D((1, 2)), dilated, transposed, L.Flatten(), out])
    randomize(model)
    config = [
        convolution("block1_conv1", "Convolution2D", 4, 3, 2, "tf", mode="same", batch_input_shape=[None, 9, 8, 3], input_dtype="float32"),
        convolution(
            "separable", "SeparableConvolution2D", 5, 3, 3, "tf", depth_multiplier=1, depthwise_regularizer=None,
            pointwise_regularizer=None, depthwise_constraint=None, pointwise_constraint=None,
        ),
        layer("MaxPooling2D", "pool", border_mode="valid", pool_size=[2, 2], strides=[2, 2], dim_ordering="tf"),
        layer("ZeroPadding2D", "pad", padding=[1, 2], dim_ordering="tf"),
        convolution("dilated", "AtrousConvolution2D", 3, 2, 2, "tf", "linear", atrous_rate=[2, 2]),
        convolution("transposed", "Deconvolution2D", 2, 2, 2, "tf", "linear", stride=(2, 2), output_shape=[None, 6, 12, 2]),
        layer("Flatten", "flatten"),
        dense("predictions", 2, "sigmoid"),
    ]  # fmt: skip
    for key in ("W_regularizer", "W_constraint"):
        del config[1]["config"][key]
    kernel, bias = (np.asarray(w) for w in transposed.weights)
    groups = [named(first, "block1_conv1", ("W_1:0", "b_1:0")), named(separable, "separable", ("depthwise_kernel", "pointwise_kernel", "b"))]
    # Of a transposed convolution Keras 1 has (rows, columns, outputs, inputs) as well.
    groups += [
        ("pool", []),
        ("pad", []),
        named(dilated, "dilated"),
        ("transposed", [("transposed_W", np.transpose(kernel, (0, 1, 3, 2))), ("transposed_b", bias)]),
    ]
    groups += [("flatten", []), named(out, "predictions")]
    x = [numbers(3, 9, 8, 3)]
    path = write(folder, "1.2.2", "cnn_tf", {"class_name": "Sequential", "config": config}, groups, x, predict(model, x))
    write_weights(path, "cnn_tf", groups)


def cnn_channels_first(folder):
    """The order of Theano: kernels (filters, channels, rows, columns); what reads images so is a model of images turned."""
    first, second, out = L.Conv2D(4, (3, 2), activation="relu"), L.Conv2D(3, 2, strides=2), L.Dense(2)
    model = keras.Sequential([keras.Input((2, 7, 6)), L.Permute((2, 3, 1)), first, second, L.Permute((3, 1, 2)), L.Flatten(), out])
    randomize(model)
    config = [
        convolution("convolution2d_1", "Convolution2D", 4, 3, 2, "th", batch_input_shape=[None, 2, 7, 6], input_dtype="float32"),
        convolution("convolution2d_2", "Convolution2D", 3, 2, 2, "th", "linear", stride=(2, 2)),
        layer("Flatten", "flatten_1"),
        dense("dense_1", 2),
    ]

    def turned(today, name):
        kernel, bias = (np.asarray(w) for w in today.weights)
        return name, [(f"{name}_W", np.transpose(kernel, (3, 2, 0, 1))), (f"{name}_b", bias)]

    groups = [turned(first, "convolution2d_1"), turned(second, "convolution2d_2"), ("flatten_1", []), named(out, "dense_1")]
    x = [numbers(3, 2, 7, 6)]
    write(folder, "1.2.2", "cnn_th", {"class_name": "Sequential", "config": config}, groups, x, predict(model, x))


def text(folder):
    words, conv, rnn = L.Embedding(7, 4), L.Conv1D(4, 2, activation="relu"), L.LSTM(3, return_sequences=True, recurrent_activation=old_hard_sigmoid)
    both = L.Bidirectional(L.GRU(2, return_sequences=True, reset_after=False, recurrent_activation=old_hard_sigmoid))
    each, plain, out = L.Dense(3, activation="tanh"), L.SimpleRNN(3), L.Dense(1)
    model = keras.Sequential([keras.Input((9,), dtype="int32"), words, conv, L.MaxPooling1D(2, strides=1), rnn, both, L.TimeDistributed(each), plain, out])
    randomize(model)
    config = [
        embedding("embedding_1", 7, 4, 9),
        layer(
            "Convolution1D", "convolution1d_1", nb_filter=4, filter_length=2, init="uniform", activation="relu", border_mode="valid", subsample_length=1,
            W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, input_dim=None, input_length=None,
        ),
        layer("MaxPooling1D", "maxpooling1d_1", stride=1, pool_length=2, border_mode="valid"),
        recurrent("lstm_1", "LSTM", 3, True),
        layer("Bidirectional", "bidirectional_1", merge_mode="concat", layer=recurrent("gru_1", "GRU", 2, True)),
        layer("TimeDistributed", "timedistributed_1", layer=dense("dense_1", 3, "tanh")),
        recurrent("simplernn_1", "SimpleRNN", 3),
        dense("dense_2", 1),
    ]  # fmt: skip
    kernel, bias = (np.asarray(w) for w in conv.weights)
    groups = [
        ("embedding_1", [("embedding_1_W", np.asarray(words.weights[0]))]),
        ("convolution1d_1", [("convolution1d_1_W", kernel[:, None]), ("convolution1d_1_b", bias)]),
    ]
    groups += [("maxpooling1d_1", []), ("lstm_1", gates(rnn, "lstm_1", "icfo"))]
    groups += [("bidirectional_1", gates(both.forward_layer, "forward_gru_1", "zrh") + gates(both.backward_layer, "backward_gru_1", "zrh"))]
    groups += [("timedistributed_1", named(each, "dense_1")[1]), ("simplernn_1", named(plain, "simplernn_1", "WUb")[1]), named(out, "dense_2")]
    x = [rng.integers(0, 7, (4, 9)).astype("int32")]
    write(folder, "1.2.2", "text", {"class_name": "Sequential", "config": config}, groups, x, predict(model, x))


def merged(folder):
    """Two models joined at the front of a third; the file has the layers of one model after those of the other."""
    a1, a2, b1, b2, out = L.Dense(3, activation="relu"), L.Dense(3), L.Dense(3, activation="tanh"), L.Dense(3), L.Dense(2)
    left, right = keras.Input((4,)), keras.Input((3,))
    model = keras.Model([left, right], out(L.Concatenate()([a2(a1(left)), b2(b1(right))])))
    randomize(model)
    first = [dense("dense_1", 3, "relu", batch_input_shape=[None, 4], input_dtype="float32"), dense("dense_2", 3)]
    second = [dense("dense_3", 3, "tanh", batch_input_shape=[None, 3], input_dtype="float32"), layer("Dropout", "dropout_1", p=0.2), dense("dense_4", 3)]
    models = [{"class_name": "Sequential", "config": first}, {"class_name": "Sequential", "config": second}]
    description = {"class_name": "Sequential", "config": [merge("merge_1", "concat", layers=models), dense("dense_5", 2)]}
    groups = [named(a1, "dense_1"), named(a2, "dense_2"), named(b1, "dense_3"), ("dropout_1", []), named(b2, "dense_4"), named(out, "dense_5")]
    x = [numbers(5, 4), numbers(5, 3)]
    write(folder, "1.2.2", "merge_sequential", description, groups, x, predict(model, x))


def functional(folder):
    """A layer that is called twice, a Merge of each mode, and a model with gates and statistics within."""
    shared, rnn, norm, inside, out = L.Dense(4), L.LSTM(3, recurrent_activation=old_hard_sigmoid), L.BatchNormalization(), L.Dense(4), L.Dense(2)
    left, right = keras.Input((5, 4)), keras.Input((5, 4))
    inner = keras.Sequential([keras.Input((5, 4)), rnn, norm, inside])
    a, b = shared(left), shared(right)
    summed = L.Add()([a, b])
    joined = [L.Multiply()([inner(summed), inner(b)]), L.Average()([inner(a), inner(b)])]
    joined.append(L.Dot((1, 1))(joined[:2]))
    joined.append(L.Maximum()(joined[:2]))
    model = keras.Model([left, right], out(L.Concatenate()(joined)))
    randomize(model)
    sequential = {
        "class_name": "Sequential",
        "name": "sequential_1",
        "config": [recurrent("lstm_1", "LSTM", 3, batch_input_shape=[None, 5, 4]), normalization("batchnormalization_1"), dense("dense_2", 4)],
        "inbound_nodes": [[[name, 0, 0]] for name in ("merge_1",)] + [[["timedistributed_1", i, 0]] for i in (1, 0)],
    }
    each = layer("TimeDistributed", "timedistributed_1", layer=dense("dense_1", 4))
    each |= {"name": "timedistributed_1", "inbound_nodes": [[["input_1", 0, 0]], [["input_2", 0, 0]]]}

    def merging(name, mode, *inputs, **more):
        description = node(merge(name, mode, **more), name)
        description["inbound_nodes"] = [[list(each) for each in inputs]]
        return description

    layers = [
        input_layer("input_1", (5, 4)),
        input_layer("input_2", (5, 4)),
        each,
        merging("merge_1", "sum", ("timedistributed_1", 0, 0), ("timedistributed_1", 1, 0)),
        sequential,
        # A model's own input is its call 0.
        merging("merge_2", "mul", ("sequential_1", 1, 0), ("sequential_1", 2, 0)),
        merging("merge_3", "ave", ("sequential_1", 3, 0), ("sequential_1", 2, 0)),
        merging("merge_4", "dot", ("merge_2", 0, 0), ("merge_3", 0, 0), dot_axes=[1, 1]),
        merging("merge_5", "max", ("merge_2", 0, 0), ("merge_3", 0, 0)),
        merging("merge_6", "concat", *[(f"merge_{i}", 0, 0) for i in (2, 3, 4, 5)]),
        node(dense("dense_3", 2), "merge_6"),
    ]
    config = dict(name="model_1", layers=layers, input_layers=[["input_1", 0, 0], ["input_2", 0, 0]], output_layers=[["dense_3", 0, 0]])
    statistics = normalized(norm, "batchnormalization_1")[1]
    within = gates(rnn, "lstm_1", "icfo") + statistics[:2] + named(inside, "dense_2")[1] + statistics[2:]
    groups = [("input_1", []), ("input_2", []), ("timedistributed_1", named(shared, "dense_1")[1]), ("merge_1", []), ("sequential_1", within)]
    groups += [(f"merge_{i}", []) for i in range(2, 7)] + [named(out, "dense_3")]
    x = [numbers(4, 5, 4), numbers(4, 5, 4)]
    write(folder, "1.2.2", "functional", {"class_name": "Model", "config": config}, groups, x, predict(model, x))


def images_over_time(folder):
    rnn, out = L.ConvLSTM2D(2, (2, 3), recurrent_activation=old_hard_sigmoid), L.Dense(2)
    model = keras.Sequential([keras.Input((3, 5, 5, 2)), rnn, L.GlobalAveragePooling2D(), out])
    randomize(model)
    keys = recurrent("convlstm2d_1", "ConvLSTM2D", 2, forget_bias_init="one", batch_input_shape=[None, 3, 5, 5, 2])["config"]
    for key in ("output_dim", "input_dim", "input_length", "unroll", "consume_less"):
        del keys[key]
    keys |= dict(nb_filter=2, nb_row=2, nb_col=3, border_mode="valid", subsample=[1, 1], dim_ordering="tf")
    config = [{"class_name": "ConvLSTM2D", "config": keys}, layer("GlobalAveragePooling2D", "pool", dim_ordering="tf"), dense("dense_1", 2)]
    groups = [("convlstm2d_1", gates(rnn, "convlstm2d_1", "icfo")), ("pool", []), named(out, "dense_1")]
    x = [numbers(2, 3, 5, 5, 2)]
    write(folder, "1.2.2", "images_over_time", {"class_name": "Sequential", "config": config}, groups, x, predict(model, x))


# ---- Keras 2


def keras2(layer_, **changes):
    """The config of a layer of today in the words of Keras 2."""
    config = layer_.get_config()
    config["dtype"] = "float32"
    for key in ("quantization_config", "lora_rank", "lora_alpha", "synchronized", "use_cudnn", "zero_output_for_mask", "seed"):
        config.pop(key, None)
    for key, value in list(config.items()):
        if isinstance(value, dict) and "class_name" in value:
            value = {k: v for k, v in value["config"].items() if k not in ("input_axes", "output_axes")}
            config[key] = {"class_name": layer_.get_config()[key]["class_name"], "config": value}
    return {"class_name": type(layer_).__name__, "config": config | changes}


def variables(layer_, prefix=None):
    prefix = prefix or layer_.name
    return [(f"{prefix}/{w.name}:0", np.asarray(w)) for w in layer_.trainable_weights + layer_.non_trainable_weights]


def merged_in_keras2(folder):
    """Merge was in 2.0 and 2.1; a Sequential was a list of layers up to 2.2.2, within others as well."""
    a, b = L.Conv1D(3, 2, activation="relu", name="conv1d_4"), L.Conv1D(3, 3, name="conv1d_5")
    c, d, out = L.Dense(4, name="dense_3"), L.Dense(3, name="dense_4"), L.Dense(1, activation="sigmoid", name="dense_5")
    left, right = keras.Input((6, 4)), keras.Input((3,))
    one = L.GlobalMaxPooling1D()(b(a(left)))
    model = keras.Model([left, right], out(L.Concatenate()([one, d(c(right))])))
    randomize(model)
    pool = {"class_name": "GlobalMaxPooling1D", "config": {"name": "global_max_pooling1d_2", "trainable": True}}
    nested = {"class_name": "Sequential", "config": [keras2(c, batch_input_shape=[None, 3]), keras2(d)]}
    models = [{"class_name": "Sequential", "config": [keras2(a, batch_input_shape=[None, 6, 4]), keras2(b), pool]}, nested]
    description = {"class_name": "Sequential", "config": [merge("merge_2", "concat", layers=models), keras2(out)]}
    description |= {"keras_version": "2.0.6", "backend": "tensorflow"}
    groups = [("conv1d_4", variables(a)), ("conv1d_5", variables(b)), ("global_max_pooling1d_2", []), ("dense_3", variables(c)), ("dense_4", variables(d))]
    x = [numbers(4, 6, 4), numbers(4, 3)]
    write(folder, "2.0.6", "merge_sequential", description, groups + [("dense_5", variables(out))], x, predict(model, x))


def listed_in_keras2(folder):
    """A Sequential of Sequentials, each a list of layers."""
    a, b, c = L.Dense(5, activation="relu", name="dense_1"), L.BatchNormalization(name="batch_normalization_1"), L.Dense(2, name="dense_2")
    model = keras.Sequential([keras.Input((4,)), a, b, c])
    randomize(model)
    first = {"class_name": "Sequential", "config": [keras2(a, batch_input_shape=[None, 4]), keras2(b)]}
    description = {"class_name": "Sequential", "config": [first, {"class_name": "Sequential", "config": [keras2(c, batch_input_shape=[None, 5])]}]}
    description |= {"keras_version": "2.0.6", "backend": "tensorflow"}
    groups = [("sequential_1", variables(a) + variables(b)), ("sequential_2", variables(c))]
    x = [numbers(4, 4)]
    write(folder, "2.0.6", "sequentials_in_lists", description, groups, x, predict(model, x))


def adam(folder):
    """The state of an optimizer before 2.4: nameless, all first moments, all second ones, and an element for each third."""
    a, b = L.Dense(4, activation="selu", name="dense_1"), L.Dense(2, name="dense_2")
    model = keras.Sequential([keras.Input((3,)), a, b])
    randomize(model)
    model.compile(keras.optimizers.Adam(0.01), "mean_squared_error", metrics=["mae"])
    x, y = [numbers(6, 3)], numbers(6, 2)
    outputs, state, case = trained(model, x[0], y, "mean_squared_error")
    layers = [keras2(a, batch_input_shape=[None, 3]), keras2(b)]
    config = dict(name="sequential_1", layers=layers)
    optimizer = {
        "class_name": "Adam",
        "config": {"lr": 0.009999999776482582, "beta_1": 0.8999999761581421, "beta_2": 0.9990000128746033, "decay": 0.0, "epsilon": 1e-07, "amsgrad": False},
    }
    training = dict(optimizer_config=optimizer, loss="mean_squared_error", metrics=["mae"], sample_weight_mode=None, loss_weights=None)
    moments = state[2::2] + state[3::2] + [np.zeros(1, "float32")] * 4
    stored = [("Adam/iterations:0", np.int64(state[0]))]
    stored += [(f"training/Adam/Variable{f'_{i}' if i else ''}:0", value) for i, value in enumerate(moments)]
    groups = [("dense_1", variables(a)), ("dense_2", variables(b))]
    write(folder, "2.2.4", "adam", {"class_name": "Sequential", "config": config}, groups, x, outputs, training, stored, case)


def names_with_slashes(folder):
    """The first MobileNets: the activation relu6, which was their own, and layers whose names are paths."""
    conv, norm, depthwise, out = L.Conv2D(4, 3, use_bias=False, padding="same"), L.BatchNormalization(), L.DepthwiseConv2D(3), L.Dense(2, activation="softmax")
    model = keras.Sequential([keras.Input((8, 8, 3)), conv, norm, L.ReLU(6.0), depthwise, L.GlobalAveragePooling2D(), out])
    randomize(model)
    names = ["Conv/conv2d", "Conv/BatchNorm", "Conv/relu6", "expanded_conv/depthwise", "pool", "Logits/dense"]
    relu6 = {"class_name": "Activation", "config": {"name": names[2], "trainable": True, "dtype": "float32", "activation": "relu6"}}
    pool = {"class_name": "GlobalAveragePooling2D", "config": {"name": "pool", "trainable": True, "dtype": "float32", "data_format": "channels_last"}}
    layers = [keras2(conv, name=names[0]), keras2(norm, name=names[1], axis=[3]), relu6, keras2(depthwise, name=names[3]), pool, keras2(out, name=names[5])]
    first = {"class_name": "InputLayer", "config": dict(batch_input_shape=[None, 8, 8, 3], dtype="float32", sparse=False, name="input_1")}
    nodes = [first | {"name": "input_1", "inbound_nodes": []}]
    for name, description in zip(names, layers):
        nodes.append(description | {"name": name, "inbound_nodes": [[[nodes[-1]["name"], 0, 0, {}]]]})
    config = dict(name="mobilenet", layers=nodes, input_layers=[["input_1", 0, 0]], output_layers=[[names[-1], 0, 0]])
    groups = [("input_1", [])] + [(name, variables(today, name)) for name, today in zip(names, model.layers)]
    x = [numbers(2, 8, 8, 3)]
    write(folder, "2.2.4-tf", "names_with_slashes", {"class_name": "Model", "config": config}, groups, x, predict(model, x))


def teachable_machine(folder):
    """The structure of keras_model.h5 of Teachable Machine: MobileNetV2's blocks, `groups` in the config of depthwise layers."""
    inputs = keras.Input((16, 16, 3), name="input_1")

    def block(x, index, filters, stride):
        channels = x.shape[-1]
        y = L.Conv2D(2 * channels, 1, use_bias=False, padding="same", name=f"block_{index}_expand")(x)
        y = L.BatchNormalization(momentum=0.999, name=f"block_{index}_expand_BN")(y)
        y = L.ReLU(6.0, name=f"block_{index}_expand_relu")(y)
        if stride == 2:
            y = L.ZeroPadding2D(((0, 1), (0, 1)), name=f"block_{index}_pad")(y)
        y = L.DepthwiseConv2D(3, strides=stride, use_bias=False, padding="same" if stride == 1 else "valid", name=f"block_{index}_depthwise")(y)
        y = L.BatchNormalization(momentum=0.999, name=f"block_{index}_depthwise_BN")(y)
        y = L.ReLU(6.0, name=f"block_{index}_depthwise_relu")(y)
        y = L.Conv2D(filters, 1, use_bias=False, padding="same", name=f"block_{index}_project")(y)
        y = L.BatchNormalization(momentum=0.999, name=f"block_{index}_project_BN")(y)
        return L.Add(name=f"block_{index}_add")([x, y]) if stride == 1 and channels == filters else y

    x = L.ZeroPadding2D(((0, 1), (0, 1)), name="Conv1_pad")(inputs)
    x = L.Conv2D(4, 3, strides=2, use_bias=False, name="Conv1")(x)
    x = L.BatchNormalization(momentum=0.999, name="bn_Conv1")(x)
    x = L.ReLU(6.0, name="Conv1_relu")(x)
    base = keras.Model(inputs, block(block(x, 1, 4, 1), 2, 6, 2), name="model1")
    hidden, out = L.Dense(5, activation="relu", name="dense_Dense1"), L.Dense(2, activation="softmax", use_bias=False, name="dense_Dense2")
    features = keras.Sequential([base, L.GlobalAveragePooling2D(name="global_average_pooling2d_GlobalAveragePooling2D1")])
    model = keras.Sequential([keras.Input((16, 16, 3)), features, keras.Sequential([hidden, out])])
    randomize(model)

    layers = []
    for each in base.layers:
        if isinstance(each, L.InputLayer):
            description = {
                "class_name": "InputLayer",
                "config": dict(batch_input_shape=[None, 16, 16, 3], dtype="float32", sparse=False, ragged=False, name=each.name),
            }
            nodes = []
        else:
            description = keras2(each)
            if isinstance(each, L.DepthwiseConv2D):
                description["config"]["groups"] = 1
            if isinstance(each, L.BatchNormalization):
                description["config"]["axis"] = [3]
            sources = [tensor._keras_history.operation.name for tensor in each._inbound_nodes[0].input_tensors]
            nodes = [[[source, 0, 0, {}] for source in sources]]
        layers.append(description | {"name": each.name, "inbound_nodes": nodes})
    ends = dict(input_layers=[["input_1", 0, 0]], output_layers=[[base.layers[-1].name, 0, 0]])
    inner = {"class_name": "Functional", "config": dict(name="model1", layers=layers, **ends)}
    pool = {
        "class_name": "GlobalAveragePooling2D",
        "config": {"name": features.layers[-1].name, "trainable": True, "dtype": "float32", "data_format": "channels_last"},
    }
    head = [keras2(hidden, batch_input_shape=[None, 6]), keras2(out)]
    models = [{"class_name": "Sequential", "config": {"name": "sequential_1", "layers": [inner, pool]}}]
    models.append({"class_name": "Sequential", "config": {"name": "sequential_3", "layers": head}})
    description = {"class_name": "Sequential", "config": {"name": "sequential_4", "layers": models}}
    arrays = [[(f"{each.name}/{w.name}:0", np.asarray(w)) for w in each.trainable_weights] for each in base.layers]
    arrays += [[(f"{each.name}/{w.name}:0", np.asarray(w)) for w in each.non_trainable_weights] for each in base.layers]
    groups = [("sequential_1", sum(arrays, [])), ("sequential_3", variables(hidden) + variables(out))]
    x = [numbers(2, 16, 16, 3)]
    write(folder, "2.4.0", "teachable_machine", description, groups, x, predict(model, x))


MODELS = [mlp, cnn, cnn_channels_first, text, merged, functional, images_over_time, merged_in_keras2, listed_in_keras2, adam]
MODELS += [names_with_slashes, teachable_machine]

if __name__ == "__main__":
    for make in MODELS:
        make(sys.argv[1])
