"""Writes small models of Keras 3 that the fuzzer damages beside the golden ones: fuzz_models.py FOLDER

They hold what no golden file does: operations in graphs, lookups of texts with their vocabularies, weights in several files, a
model within a wrapper within a model, a compiled model of several outputs.
"""

import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
from keras import layers as L  # noqa: E402
from keras import ops  # noqa: E402

FORMATS = (".keras", ".h5", ".weights.h5")


def operations():
    x = keras.Input((6, 4))
    parts = [x[:, 0], x[:, 1:4:2, -1], ops.mean(x, axis=1), ops.reshape(x, (-1, 24))[:, 3:9], ops.einsum("bij,bkj->bik", x, x)[:, 0]]
    y = ops.where(x > 0, x * 2, ops.clip(1 - x, -1.0, 1.0)) + ops.convert_to_tensor([1.0, 2.0, 3.0, 4.0])
    y = ops.concatenate([ops.expand_dims(ops.max(y, axis=(1, 2)), -1), *parts], axis=-1)
    return keras.Model(x, [L.Dense(3)(y), ops.argmax(x, axis=-1), ops.cast(ops.isfinite(x), "float32")])


def lookups():
    text, number = keras.Input((3,), dtype="string"), keras.Input((3,), dtype="int64")
    words = L.StringLookup(vocabulary=["tea", "coffee", "milk"], output_mode="multi_hot")(text)
    numbers = L.IntegerLookup(vocabulary=[3, 5, 8], output_mode="count")(number)
    crossed = L.CategoryEncoding(5)(L.Hashing(5)(number))
    return keras.Model([text, number], L.Dense(2)(L.Concatenate()([words, numbers, crossed])))


def vectorization():
    layer = L.TextVectorization(output_mode="int", output_sequence_length=4, vocabulary=["a", "rhyton", "is", "cup"])
    return keras.Sequential([keras.Input((1,), dtype="string"), layer, L.Embedding(6, 3, mask_zero=True), L.GRU(2)])


def within():
    x = keras.Input((4, 5))
    inner = keras.Sequential([keras.Input((5,)), L.Dense(3, activation="gelu"), L.LayerNormalization()])
    y = L.Bidirectional(L.RNN([L.LSTMCell(2), L.GRUCell(2)], return_sequences=True))(L.TimeDistributed(inner)(x))
    y = L.MultiHeadAttention(2, 2)(y, y, use_causal_mask=True)
    outputs = [L.Dense(1, name="a")(L.GlobalMaxPooling1D()(y)), L.Dense(2, name="b", activation="softmax")(L.Flatten()(y))]
    model = keras.Model(x, outputs)
    rate = keras.optimizers.schedules.CosineDecay(0.1, 10)
    model.compile(keras.optimizers.AdamW(rate), ["mse", "categorical_crossentropy"], metrics=[["mae"], ["accuracy", "auc"]], loss_weights=[1, 0.5])
    return model


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(5)
    for make in (operations, lookups, vectorization, within):
        model = make()
        for ending in FORMATS:
            path = folder / f"{make.__name__}{ending}"
            if ending == ".weights.h5":
                model.save_weights(path)
            else:
                model.save(path)
    shards = keras.Sequential([keras.Input((9,))] + [L.Dense(40) for _ in range(3)])
    shards.save(folder / "shards.h5")
    shards.save_weights(folder / "shards.weights.json", max_shard_size=8e-6)


if __name__ == "__main__":
    main(sys.argv[1])
