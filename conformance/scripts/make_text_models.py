"""Makes models of texts with real Keras 3 on TensorFlow, as golden cases: make_text_models.py FOLDER

For each model its files as Keras writes them, and in NAME.json what it predicts of which inputs, in batches too (texts are padded
to the longest of a batch), and what one epoch more makes of its weights. Arrays of texts have the dtype "string".
"""

import json
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers  # noqa: E402

from golden_json import array  # noqa: E402

REVIEWS = [
    "A wonderful film, I loved it!",
    "Terrible. I hated every minute of it",
    "loved the actors, loved the story",
    "the story was terrible",
    "what a film",
    "boring, boring, boring film. I hated the actors",
]
LABELS = np.array([[1.0], [0.0], [1.0], [0.0], [1.0], [0.0]], "float32")
CITIES = ["Rome", "Paris", "Oslo", "Paris", "Rome", "Lima"]
COLOURS = [["red", "blue"], ["blue", "blue"], ["green", "red"], ["pink", "red"], ["red", "red"], ["blue", "green"]]


def texts(values):
    return tf.constant(values)


def column(values):
    return texts([[each] for each in values])


def text_input(size=1, name=None):
    return keras.Input((size,), dtype="string", name=name)


def numbered(x, seed):
    return layers.Dense(1, activation="sigmoid", kernel_initializer=keras.initializers.GlorotUniform(seed))(x)


def embedded(indices, tokens, seed, **options):
    x = layers.Embedding(tokens, 4, embeddings_initializer=keras.initializers.RandomUniform(-1, 1, seed), **options)(indices)
    return layers.GlobalAveragePooling1D()(x)


def vectorized(**options):
    adapted = "vocabulary" not in options
    layer = layers.TextVectorization(**options)
    if adapted:
        layer.adapt(REVIEWS)
    return layer


def looked_up(data, **options):
    layer = layers.StringLookup(**options)
    layer.adapt(data)
    return layer


def sentiment(seed=1, mask=False, **options):
    x = text_input()
    return keras.Model(x, numbered(embedded(vectorized(max_tokens=20, **options)(x), 20, seed, mask_zero=mask), seed))


def bag(seed, **options):
    layer = vectorized(**options)
    x = text_input()
    # Keras says that the vectors have an axis more than they have.
    y = layers.Reshape((options.get("max_tokens") or layer.vocabulary_size(),))(layer(x))
    return keras.Model(x, numbered(y, seed))


def mixed():
    review = text_input(name="review")
    city = text_input(name="city")
    stars = keras.Input((2,), name="stars")
    x = layers.Concatenate()([
        embedded(vectorized(max_tokens=20)(review), 20, 3),
        looked_up(CITIES, output_mode="one_hot")(city),
        stars,
    ])
    return keras.Model([review, city, stars], numbered(x, 3))


def hashed():
    city = text_input(name="city")
    colours = text_input(2, name="colours")
    number = keras.Input((1,), dtype="int64", name="number")
    x = layers.Concatenate()([
        layers.Hashing(5, output_mode="one_hot")(city),
        layers.Hashing(7, salt=[3, 5], output_mode="multi_hot")(colours),
        layers.HashedCrossing(6, output_mode="one_hot")([city, number]),
    ])
    return keras.Model([city, colours, number], numbered(x, 4))


def nested():
    inner = sentiment(5)
    inner.name = "inner"
    a, b = text_input(name="a"), text_input(name="b")
    return keras.Model([a, b], numbered(layers.Concatenate()([inner(a), inner(b)]), 6))


def sequential():
    return keras.Sequential([
        keras.Input((1,), dtype="string"),
        vectorized(max_tokens=20, output_sequence_length=4),
        layers.Embedding(20, 4, embeddings_initializer=keras.initializers.RandomUniform(-1, 1, 7)),
        layers.GlobalAveragePooling1D(),
        layers.Dense(1, activation="sigmoid", kernel_initializer=keras.initializers.GlorotUniform(7)),
    ])


def lookup(seed, **options):
    x = text_input(2)
    y = looked_up(COLOURS, **options)(x)
    if options.get("output_mode", "int") == "int":
        y = embedded(y, 6, seed)
    return keras.Model(x, numbered(y, seed))


def integers(seed, **options):
    layer = layers.IntegerLookup(**options)
    layer.adapt(np.array([[3, 1], [3, 3], [7, 1]]))
    x = keras.Input((2,), dtype="int64")
    return keras.Model(x, numbered(layer(x), seed))


REVIEW = [column(REVIEWS)]
COLOUR = [texts(COLOURS)]
INTEGER = [np.array([[3, 1], [7, 7], [1, 5], [9, 3], [3, 3], [1, 7]])]
GIVEN = ["film", "loved", "hated", "the"]

MODELS = {
    "sentiment_int": (sentiment, REVIEW),
    "sentiment_masked": (lambda: sentiment(2, mask=True), REVIEW),
    "sentiment_given": (lambda: sentiment(2, vocabulary=GIVEN, ngrams=2, standardize="lower"), REVIEW),
    "sequential": (sequential, REVIEW),
    "bag_multi_hot": (lambda: bag(11, output_mode="multi_hot", max_tokens=30, pad_to_max_tokens=True), REVIEW),
    "bag_count": (lambda: bag(12, output_mode="count"), REVIEW),
    "bag_tf_idf": (lambda: bag(13, output_mode="tf_idf"), REVIEW),
    "bag_tf_idf_given": (
        lambda: bag(14, output_mode="tf_idf", vocabulary=GIVEN, idf_weights=[0.5, 1.0, 1.5, 0.25]),
        REVIEW,
    ),
    "lookup_int": (lambda: lookup(21), COLOUR),
    "lookup_multi_hot": (lambda: lookup(22, output_mode="multi_hot"), COLOUR),
    "lookup_tf_idf": (lambda: lookup(23, output_mode="tf_idf"), COLOUR),
    "integers_multi_hot": (lambda: integers(24, output_mode="multi_hot"), INTEGER),
    "integers_tf_idf": (lambda: integers(25, output_mode="tf_idf"), INTEGER),
    "mixed": (mixed, [column(REVIEWS), column(CITIES), np.arange(12.0, dtype="float32").reshape(6, 2) / 8]),
    "hashed": (hashed, [column(CITIES), texts(COLOURS), np.arange(6).reshape(6, 1)]),
    "nested": (nested, [column(REVIEWS), column(REVIEWS[::-1])]),
}

# Files of .h5 have vocabularies that were given, not learned ones.
IN_CONFIG = {"sentiment_given", "bag_tf_idf_given", "hashed"}

# Whose file Keras writes but does not read: weights of places to spare are more than the tokens.
UNREADABLE = {
    "bag_tf_idf_padded": (
        lambda: bag(15, output_mode="tf_idf", max_tokens=30, pad_to_max_tokens=True),
        REVIEW,
    ),
}


def described(values):
    if tf.is_tensor(values) and values.dtype == tf.string:
        data = [each.decode() for each in values.numpy().flatten()]
        return {"shape": list(values.shape), "dtype": "string", "data": data}
    return array(np.asarray(values))


def given(inputs):
    tensors = [tf.convert_to_tensor(each) for each in inputs]
    return tensors if len(tensors) > 1 else tensors[0]


def predicted(model, inputs, size=6):
    parts = [model(given([each[at : at + size] for each in inputs])) for at in range(0, 6, size)]
    return [described(np.concatenate(parts))]


def one_epoch_more(model, inputs):
    history = model.fit(given(inputs), tf.constant(LABELS), epochs=1, batch_size=3, shuffle=False, verbose=0)
    weights = [described(weight) for layer in model.layers for weight in layer.get_weights()]
    return {"one_more_epoch_history": history.history, "weights": weights}


def case(folder, name, make, inputs):
    keras.backend.clear_session()
    model = make()
    model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.SGD(0.5))
    files = [name + ".keras"] + ([name + ".h5"] if name in IN_CONFIG else [])
    for file in files:
        model.save(folder / file)
    made = {
        "name": name,
        "keras_version": keras.__version__,
        "files": files,
        "inputs": [described(each) for each in inputs],
        "targets": [described(LABELS)],
        "outputs": predicted(model, inputs),
        "outputs_of_batches_of_4": predicted(model, inputs, 4),
        "fit": {"epochs": 1, "batch_size": 3, "shuffle": False},
        "architecture": model.to_json(),
    }
    if name not in UNREADABLE:
        loaded = keras.models.load_model(folder / files[0])
        assert predicted(loaded, inputs) == made["outputs"]
        made["resume_after_loading_keras"] = one_epoch_more(loaded, inputs)
    (folder / (name + ".json")).write_text(json.dumps(made))


def main(folder):
    for name, (make, inputs) in {**MODELS, **UNREADABLE}.items():
        case(pathlib.Path(folder), name, make, inputs)


if __name__ == "__main__":
    main(sys.argv[1])
