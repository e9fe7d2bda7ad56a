"""Golden cases of whole training runs: what `compile` and `fit` are given, and what comes of it after each batch and epoch."""

import keras
import numpy as np

from golden_json import array, variable

L = keras.layers


def data(random, floatx):
    """The arrays that cases name."""

    def x(*shape):
        return np.round(random.normal(size=shape), 3).astype(floatx)

    n = 22
    tokens = random.integers(1, 9, size=(n, 6))
    tokens[np.arange(6) >= random.integers(2, 7, size=(n, 1))] = 0
    kinds = random.integers(0, 3, size=n)
    return {
        "X": x(n, 4),
        "X2": x(n, 3),
        "y": x(n, 1),
        "y_two": x(n, 2),
        "y_kind": kinds.astype("int64"),
        "y_onehot": np.eye(3)[kinds].astype(floatx),
        "y_yes": random.integers(0, 2, size=(n, 1)).astype(floatx),
        "X_tokens": tokens.astype("int64"),
        "y_tokens": x(n, 6, 1),
        "y_token_kinds": random.integers(0, 3, size=(n, 6)).astype("int64"),
        "X_sequence": x(n, 5, 3),
        "X_still": x(20, 5, 3),
        "y_still": x(20, 1),
        "w": np.round(random.uniform(0, 2, size=n), 2).astype(floatx),
        "w2": np.round(random.uniform(0, 2, size=n), 2).astype(floatx),
        "w_steps": np.round(random.uniform(0, 2, size=(n, 6)), 2).astype(floatx),
        "X_val": x(9, 4),
        "X2_val": x(9, 3),
        "y_val": x(9, 1),
        "y_val_onehot": np.eye(3)[random.integers(0, 3, 9)].astype(floatx),
        "w_val": np.round(random.uniform(0, 2, size=9), 2).astype(floatx),
    }


# ---- models


def mlp(units=3, activation="softmax"):
    return keras.Sequential([L.Input((4,)), L.Dense(5, activation="tanh"), L.Dense(units, activation=activation)])


def two_outputs():
    first, second = L.Input((4,), name="left"), L.Input((3,), name="right")
    both = L.Concatenate()([L.Dense(4, activation="tanh")(first), second])
    value = L.Dense(1, name="value")(both)
    kind = L.Dense(3, activation="softmax", name="kind")(both)
    return keras.Model([first, second], [value, kind])


def masked(*layers):
    return keras.Sequential([L.Input((6,), dtype="int64"), L.Embedding(9, 4, mask_zero=True), *layers])


def residual():
    x = L.Input((4,))
    hidden = L.Dense(4, activation="relu")(x)
    shared = L.Dense(4, activation="tanh")
    hidden = L.Add()([x, shared(hidden)])
    return keras.Model(x, L.Dense(1)(shared(hidden)))


def inner_model():
    x = L.Input((4,))
    features = keras.Sequential([L.Input((4,)), L.Dense(3, activation="tanh"), L.BatchNormalization()], name="features")
    head = keras.Model(inner := L.Input((3,)), L.Dense(2)(inner), name="head")
    return keras.Model(x, L.Dense(1)(head(features(x))))


def rows():
    """name: (model, data of x and y, compile, fit, callbacks); optimizers are made anew for each case."""
    O, S = keras.optimizers, keras.optimizers.schedules
    two = {"x": "[X, X2]", "y": "[y, y_kind]"}
    onehot = {"x": "X", "y": "y_onehot"}
    one = {"x": "X", "y": "y"}
    sgd = lambda **more: O.SGD(0.1, **more)  # noqa: E731
    return {
        # -- losses, weights and metrics per output
        "outputs_crossentropy_by_shape": (two_outputs(), two, dict(optimizer=sgd(), loss=["mse", "crossentropy"], metrics=[["mae"], ["accuracy"]]), {}, []),
        "outputs_by_name": (two_outputs(), two, dict(optimizer=sgd(), loss={"kind": "ce", "value": "mae"}, loss_weights={"value": 0.3, "kind": 1.7}, metrics={"kind": "acc"}, weighted_metrics={"value": ["mse"], "kind": ["accuracy"]}), {"sample_weight": "[w, w2]"}, []),
        "outputs_one_loss_missing": (two_outputs(), two, dict(optimizer=sgd(), loss=["mse", None], metrics=["mae", "accuracy"]), {}, []),
        "outputs_one_loss_for_all": (two_outputs(), {"x": "[X, X2]", "y": "[y, y_onehot]"}, dict(optimizer=sgd(), loss="mse", metrics=["mae", "accuracy"]), {}, []),
        "outputs_weighted_in_order": (two_outputs(), two, dict(optimizer=sgd(), loss=["mse", "crossentropy"], loss_weights=[2.0, 0.5], weighted_metrics=[["mae", "mse"], ["accuracy"]]), {"sample_weight": "[w, w2]"}, []),
        "outputs_validation": (two_outputs(), two, dict(optimizer=sgd(), loss=["mse", "crossentropy"], metrics=[["mae"], ["accuracy"]]), {"validation_split": 0.3}, []),
        "outputs_one_weight_for_all": (two_outputs(), two, dict(optimizer=sgd(), loss=["mse", "crossentropy"], weighted_metrics=[["mae"], ["accuracy"]]), {"sample_weight": "[w, w]"}, []),
        "crossentropy_binary": (mlp(1, "sigmoid"), {"x": "X", "y": "y_yes"}, dict(optimizer=sgd(), loss="crossentropy", metrics=["accuracy"]), {}, []),
        "crossentropy_sparse": (mlp(), {"x": "X", "y": "y_kind"}, dict(optimizer=sgd(), loss="CE", metrics=["acc", "accuracy"]), {}, []),
        "loss_weight_of_one_output": (mlp(), onehot, dict(optimizer=sgd(), loss=["categorical_crossentropy"], loss_weights=[0.5]), {}, []),
        # -- weights and masks
        "class_weight_sparse": (mlp(), {"x": "X", "y": "y_kind"}, dict(optimizer=sgd(), loss="sparse_categorical_crossentropy", metrics=["accuracy"], weighted_metrics=["accuracy"]), {"class_weight": {"0": 0.5, "2": 3.0}}, []),
        "class_weight_validation_split": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy", weighted_metrics=["accuracy"]), {"class_weight": {"0": 0.5, "1": 2.0, "2": 3.0}, "validation_split": 0.25}, []),
        "class_weight_column": (mlp(1, "sigmoid"), {"x": "X", "y": "y_yes"}, dict(optimizer=sgd(), loss="binary_crossentropy", weighted_metrics=["accuracy", "mse"]), {"class_weight": {"0": 0.25, "1": 2.5}}, []),
        "masked_step_weights": (masked(L.Dense(1)), {"x": "X_tokens", "y": "y_tokens"}, dict(optimizer=sgd(), loss="mse", metrics=["mae"], weighted_metrics=["mae"]), {"sample_weight": "w_steps"}, []),
        "masked_kinds": (masked(L.LSTM(4, return_sequences=True), L.Dense(3, activation="softmax")), {"x": "X_tokens", "y": "y_token_kinds"}, dict(optimizer=sgd(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]), {}, []),
        "masked_batch_normalization": (masked(L.BatchNormalization(momentum=0.8), L.Dense(1)), {"x": "X_tokens", "y": "y_tokens"}, dict(optimizer=sgd(), loss="mse"), {}, []),
        "masked_bidirectional": (masked(L.Bidirectional(L.GRU(3)), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=sgd(), loss="mse"), {}, []),
        "masked_time_distributed": (masked(L.TimeDistributed(L.Dense(2, activation="tanh")), L.SimpleRNN(3), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=sgd(), loss="mse"), {}, []),
        "masked_pooling": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=sgd(), loss="mse"), {}, []),
        "masked_attention": (masked(L.LayerNormalization(), L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=sgd(), loss="mse"), {}, []),
        "masked_auc_precision": (masked(L.GRU(3), L.Dense(1, activation="sigmoid")), {"x": "X_tokens", "y": "y_yes"}, dict(optimizer=sgd(), loss="binary_crossentropy", metrics=[keras.metrics.AUC(name="auc"), keras.metrics.Precision(name="p"), keras.metrics.Recall(name="r")]), {"sample_weight": "w"}, []),
        "weighted_auc_f1": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy", metrics=[keras.metrics.F1Score(name="f1", average="macro")], weighted_metrics=[keras.metrics.AUC(name="auc"), keras.metrics.Precision(name="p")]), {"sample_weight": "w"}, []),
        "zero_weights": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy", weighted_metrics=["accuracy"]), {"class_weight": {"0": 0.0, "1": 0.0, "2": 1.0}}, []),
        # -- the loop
        "initial_epoch": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy"), {"epochs": 5, "initial_epoch": 2}, []),
        "steps_per_epoch": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy"), {"epochs": 4, "batch_size": 4, "steps_per_epoch": 4}, []),
        "validation_freq_3": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy"), {"epochs": 4, "validation_freq": 3, "validation_data": "X_val, y_val_onehot"}, []),
        "validation_batch_size": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy", metrics=["accuracy"]), {"validation_batch_size": 4, "validation_data": "X_val, y_val_onehot, w_val"}, []),
        "validation_steps": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy", metrics=["accuracy"]), {"validation_batch_size": 2, "validation_steps": 3, "validation_data": "X_val, y_val_onehot"}, []),
        "uneven_last_batch_metrics": (mlp(1, None), one, dict(optimizer=sgd(), loss="mse", metrics=["mae", "mape", keras.metrics.RootMeanSquaredError(name="rmse"), keras.metrics.R2Score(name="r2"), "cosine_similarity"]), {"batch_size": 5}, []),
        "regularized_uneven": (keras.Sequential([L.Input((4,)), L.Dense(4, activation="relu", kernel_regularizer="l2", activity_regularizer=keras.regularizers.L1(0.02)), L.Dense(1, bias_regularizer="l1")]), one, dict(optimizer=sgd(), loss="mse", metrics=["mse"]), {"batch_size": 5}, []),
        "huge_batch": (mlp(), onehot, dict(optimizer=sgd(), loss="categorical_crossentropy"), {"batch_size": 64}, []),
        "sum_reduction": (mlp(1, None), one, dict(optimizer=O.SGD(0.01), loss=keras.losses.MeanSquaredError(reduction="sum")), {}, []),
        "mean_with_sample_weight": (mlp(1, None), one, dict(optimizer=sgd(), loss=keras.losses.MeanSquaredError(reduction="mean_with_sample_weight")), {"sample_weight": "w"}, []),
        # -- optimizers
        "adam_clipnorm": (mlp(), onehot, dict(optimizer=O.Adam(0.05, clipnorm=0.1), loss="categorical_crossentropy"), {}, []),
        "adam_amsgrad_global": (mlp(), onehot, dict(optimizer=O.Adam(0.05, amsgrad=True, global_clipnorm=0.2), loss="categorical_crossentropy"), {}, []),
        "ema_no_overwrite": (mlp(), onehot, dict(optimizer=O.SGD(0.1, use_ema=True, ema_momentum=0.8), loss="categorical_crossentropy"), {"validation_data": "X_val, y_val_onehot"}, []),
        "ema_overwrite_3": (mlp(), onehot, dict(optimizer=O.Adam(0.05, use_ema=True, ema_momentum=0.7, ema_overwrite_frequency=3), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        "accumulate_3_adam": (mlp(), onehot, dict(optimizer=O.Adam(0.05, gradient_accumulation_steps=3), loss="categorical_crossentropy"), {"batch_size": 4, "epochs": 3}, []),
        "accumulate_clip_decay": (mlp(), onehot, dict(optimizer=O.AdamW(0.05, weight_decay=0.1, clipvalue=0.02, gradient_accumulation_steps=2), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        "accumulate_ema": (mlp(), onehot, dict(optimizer=O.SGD(0.1, momentum=0.9, use_ema=True, ema_momentum=0.6, ema_overwrite_frequency=2, gradient_accumulation_steps=2), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        "accumulate_constraint": (keras.Sequential([L.Input((4,)), L.Dense(3, kernel_constraint=keras.constraints.MaxNorm(0.5)), L.Dense(3, activation="softmax", kernel_constraint="non_neg")]), onehot, dict(optimizer=O.SGD(0.1, gradient_accumulation_steps=2), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        "loss_scale_factor": (mlp(), onehot, dict(optimizer=O.SGD(0.1, loss_scale_factor=64.0, clipnorm=0.3), loss="categorical_crossentropy", metrics=["accuracy"]), {}, []),
        "weight_decay_excluded_none": (mlp(), onehot, dict(optimizer=O.RMSprop(0.02, weight_decay=0.05, centered=True, momentum=0.5), loss="categorical_crossentropy"), {}, []),
        "schedule_exponential_staircase": (mlp(), onehot, dict(optimizer=O.SGD(S.ExponentialDecay(0.2, 2, 0.5, staircase=True)), loss="categorical_crossentropy"), {"epochs": 3, "batch_size": 8}, []),
        "schedule_cosine_warmup": (mlp(), onehot, dict(optimizer=O.Adam(S.CosineDecay(0.01, 6, alpha=0.1, warmup_target=0.1, warmup_steps=3)), loss="categorical_crossentropy"), {"epochs": 3, "batch_size": 8}, []),
        "schedule_accumulated": (mlp(), onehot, dict(optimizer=O.SGD(S.InverseTimeDecay(0.2, 1, 0.5), gradient_accumulation_steps=2), loss="categorical_crossentropy"), {"epochs": 2, "batch_size": 4}, []),
        "adafactor": (mlp(), onehot, dict(optimizer=O.Adafactor(0.05), loss="categorical_crossentropy"), {}, []),
        "lamb": (mlp(), onehot, dict(optimizer=O.Lamb(0.05), loss="categorical_crossentropy"), {}, []),
        "muon": (mlp(), onehot, dict(optimizer=O.Muon(0.02), loss="categorical_crossentropy"), {}, []),
        # -- callbacks
        "early_stopping_accuracy": (mlp(), onehot, dict(optimizer=O.SGD(0.8), loss="categorical_crossentropy", metrics=["accuracy"]), {"epochs": 8, "batch_size": 4, "validation_data": "X_val, y_val_onehot"}, [{"EarlyStopping": {"monitor": "val_accuracy", "patience": 1, "restore_best_weights": True}}]),
        "early_stopping_with_freq": (mlp(), onehot, dict(optimizer=O.SGD(0.9), loss="categorical_crossentropy"), {"epochs": 8, "batch_size": 4, "validation_freq": 2, "validation_data": "X_val, y_val_onehot"}, [{"EarlyStopping": {"monitor": "val_loss", "patience": 1, "restore_best_weights": True}}]),
        "reduce_and_stop": (mlp(), onehot, dict(optimizer=O.SGD(1.1), loss="categorical_crossentropy"), {"epochs": 7, "batch_size": 4}, [{"ReduceLROnPlateau": {"monitor": "loss", "factor": 0.3, "patience": 1}}, {"EarlyStopping": {"monitor": "loss", "patience": 3, "min_delta": 0.3}}]),
        "swap_ema": (mlp(), onehot, dict(optimizer=O.SGD(0.3, use_ema=True, ema_momentum=0.6), loss="categorical_crossentropy", metrics=["accuracy"]), {"epochs": 3, "validation_data": "X_val, y_val_onehot"}, [{"SwapEMAWeights": {}}]),
        "swap_ema_on_epoch": (mlp(), onehot, dict(optimizer=O.Adam(0.1, use_ema=True, ema_momentum=0.6), loss="categorical_crossentropy"), {"epochs": 3, "validation_data": "X_val, y_val_onehot"}, [{"SwapEMAWeights": {"swap_on_epoch": True}}]),
        # -- optimizers in optimizers
        "loss_scale_optimizer": (mlp(), onehot, dict(optimizer=O.LossScaleOptimizer(O.AdamW(0.05, clipnorm=0.2, use_ema=True, ema_momentum=0.7), initial_scale=8.0, dynamic_growth_steps=3), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        "schedule_free": (mlp(), onehot, dict(optimizer=O.ScheduleFreeAdamW(0.05), loss="categorical_crossentropy"), {"batch_size": 4}, []),
        # -- all at once
        "masked_class_weight": (masked(L.GRU(3), L.Dense(3, activation="softmax")), {"x": "X_tokens", "y": "y_kind"}, dict(optimizer=O.Adam(0.05), loss="sparse_categorical_crossentropy", weighted_metrics=["accuracy"]), {"class_weight": {"0": 0.5, "1": 3.0}}, []),
        "masked_weights_accumulate_ema_clip": (masked(L.Bidirectional(L.LSTM(3, return_sequences=True)), L.Dense(1)), {"x": "X_tokens", "y": "y_tokens"}, dict(optimizer=O.Adam(0.05, global_clipnorm=0.5, use_ema=True, ema_momentum=0.8, gradient_accumulation_steps=2), loss="mae", weighted_metrics=["mse"]), {"sample_weight": "w_steps", "batch_size": 4}, []),
        # -- models
        "residual_shared": (residual(), one, dict(optimizer=sgd(), loss="mse"), {}, []),
        "inner_models": (inner_model(), one, dict(optimizer=sgd(), loss="mse"), {}, []),
        "stateful_lstm": (keras.Sequential([L.Input(batch_shape=(5, 5, 3)), L.LSTM(3, stateful=True), L.Dense(1)]), {"x": "X_still", "y": "y_still"}, dict(optimizer=sgd(), loss="mse"), {"batch_size": 5}, []),
        "stateful_gru_stacked": (keras.Sequential([L.Input(batch_shape=(5, 5, 3)), L.GRU(3, stateful=True, return_sequences=True), L.SimpleRNN(2, stateful=True), L.Dense(1)]), {"x": "X_still", "y": "y_still"}, dict(optimizer=O.Adam(0.05), loss="mse"), {"batch_size": 5}, []),
        "spectral_normalization": (keras.Sequential([L.Input((4,)), L.SpectralNormalization(L.Dense(4, activation="tanh"), power_iterations=2), L.Dense(1)]), one, dict(optimizer=sgd(), loss="mse"), {}, []),
        "embedding_adam": (masked(L.GRU(3), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adam(0.05), loss="mse"), {}, []),
        "embedding_rmsprop": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.RMSprop(0.05), loss="mse"), {}, []),
        "embedding_adagrad": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adagrad(0.05), loss="mse"), {}, []),
        "embedding_momentum": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.SGD(0.1, momentum=0.9), loss="mse"), {}, []),
        "embedding_global_clip": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.SGD(0.1, global_clipnorm=0.05), loss="mse"), {}, []),
        "embedding_clipvalue": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.SGD(0.1, clipvalue=0.01), loss="mse"), {}, []),
        "embedding_adam_clipnorm": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adam(0.05, clipnorm=0.01), loss="mse"), {}, []),
        "embedding_accumulate": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adam(0.05, gradient_accumulation_steps=2), loss="mse"), {}, []),
        "embedding_adadelta": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adadelta(1.0), loss="mse"), {}, []),
        "embedding_adamax": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adamax(0.05), loss="mse"), {}, []),
        "embedding_ftrl": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Ftrl(0.05), loss="mse"), {}, []),
        "embedding_adafactor": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adafactor(0.05), loss="mse"), {}, []),
        "embedding_lamb": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Lamb(0.05), loss="mse"), {}, []),
        "embedding_lion": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Lion(0.02), loss="mse"), {}, []),
        "embedding_nadam": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Nadam(0.05), loss="mse"), {}, []),
        "embedding_amsgrad": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.Adam(0.05, amsgrad=True), loss="mse"), {}, []),
        "embedding_adamw": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.AdamW(0.05, weight_decay=0.1), loss="mse"), {}, []),
        "embedding_clipped": (masked(L.GlobalAveragePooling1D(), L.Dense(1)), {"x": "X_tokens", "y": "y"}, dict(optimizer=O.SGD(0.1, clipnorm=0.05), loss="mse"), {}, []),
        "convolution_bn": (keras.Sequential([L.Input((5, 3)), L.Conv1D(4, 3, padding="same", activation="relu"), L.BatchNormalization(momentum=0.9), L.MaxPooling1D(2), L.Flatten(), L.Dense(1)]), {"x": "X_sequence", "y": "y"}, dict(optimizer=O.Adam(0.01), loss="huber"), {"validation_split": 0.2}, []),
        "attention_block": (attention_block(), {"x": "X_sequence", "y": "y"}, dict(optimizer=sgd(), loss="mse"), {}, []),
    }


def attention_block():
    x = L.Input((5, 3))
    y = L.Dense(4)(x)
    y = L.Add()([y, L.MultiHeadAttention(2, 2)(y, y)])
    y = L.LayerNormalization()(y)
    return keras.Model(x, L.Dense(1)(L.GlobalAveragePooling1D()(y)))


# ---- running


class Watch(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.batches, self.epochs = [], []

    def on_train_batch_end(self, batch, logs=None):
        self.batches.append({"batch": int(batch), "logs": plain_logs(logs)})

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append(
            {
                "epoch": epoch,
                "logs": plain_logs(logs),
                "learning_rate": float(self.model.optimizer.learning_rate),
                "weights": [variable(v) for v in self.model.weights if "seed" not in v.path],
            }
        )


def plain_logs(logs):
    return {name: float(value) for name, value in logs.items()}


def arrays(names, known):
    """`X` or `[X, X2]`."""
    if names.startswith("["):
        return [known[name.strip()] for name in names[1:-1].split(",")]
    return known[names]


def one(name, row, known, floatx):
    model, which, arguments, fit, callbacks = row
    fit = {"epochs": 2, "batch_size": 8, **fit}
    random = np.random.default_rng(len(name))
    for v in model.weights:
        if v.trainable:
            v.assign(np.round(random.normal(size=v.shape) * 0.5, 3))
    initial = [variable(v) for v in model.weights if "seed" not in v.path]
    config = model.get_config()
    described = {
        key: keras.saving.serialize_keras_object(value) if key == "optimizer" else described_of(value)
        for key, value in arguments.items()
    }
    model.compile(jit_compile=False, **arguments)
    if isinstance(model.optimizer, keras.optimizers.ScheduleFreeAdamW):
        # Where fit builds it, Keras 3.15 loses the first value of its state, and with it the weights.
        model.optimizer.build(model.trainable_variables)
    x, y = arrays(which["x"], known), arrays(which["y"], known)
    batch = fit["batch_size"]

    def evaluated():
        return plain_logs(model.evaluate(x, y, batch_size=batch, verbose=0, return_dict=True))

    before = evaluated()
    given = dict(fit)
    if "sample_weight" in fit:
        given["sample_weight"] = arrays(fit["sample_weight"], known)
    if "class_weight" in fit:
        given["class_weight"] = {int(key): weight for key, weight in fit["class_weight"].items()}
    if "validation_data" in fit:
        given["validation_data"] = tuple(known[part.strip()] for part in fit["validation_data"].split(","))
    watch = Watch()
    made = [getattr(keras.callbacks, next(iter(each)))(**next(iter(each.values()))) for each in callbacks]
    history = model.fit(x, y, shuffle=False, verbose=0, callbacks=made + [watch], **given)
    first = [part[:4] for part in x] if isinstance(x, list) else x[:4]
    if "stateful" in name:
        first = x[:batch]
    case = {
        "name": name,
        "model": config,
        "model_class": type(model).__name__,
        "initial_weights": initial,
        "compile": described,
        "fit": fit,
        "data": which,
        "callbacks": callbacks,
        "evaluate_before": before,
        "epoch": [int(epoch) for epoch in history.epoch],
        "history": {key: [float(v) for v in values] for key, values in history.history.items()},
        "per_batch_logs": watch.batches,
        "after_each_epoch": watch.epochs,
        "final_weights": [variable(v) for v in model.weights if "seed" not in v.path],
        "optimizer_variables": [array(v.numpy()) for v in model.optimizer.variables],
        "evaluate_after": evaluated(),
    }
    predicted = model.predict(first, batch_size=batch, verbose=0)
    case["predict_first_rows"] = [array(p) for p in (predicted if isinstance(predicted, list) else [predicted])]
    return case


def described_of(value):
    if isinstance(value, (list, tuple)):
        return [described_of(each) for each in value]
    if isinstance(value, dict):
        return {key: described_of(each) for key, each in value.items()}
    return value if value is None or isinstance(value, (str, float, int)) else keras.saving.serialize_keras_object(value)


def cases(random, floatx, only=None):
    """The data that all cases share, and the cases."""
    known = data(random, floatx)
    found = [one(name, row, known, floatx) for name, row in rows().items() if only is None or name in only]
    return {name: array(values) for name, values in known.items()}, found
