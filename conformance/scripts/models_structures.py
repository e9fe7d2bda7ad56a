"""Models within models, shared layers, states, masks, inputs by key, dtype policies, frozen layers."""

import keras
from keras import layers as L

SEQUENCE = (6, 4)
IMAGE = (8, 8, 3)
ROW = (4,)


def inner(name=None):
    inputs = keras.Input(ROW)
    return keras.Model(inputs, L.BatchNormalization()(L.Dense(3, activation="relu")(inputs)), name=name)


def two_layers():
    return keras.Sequential([keras.Input(ROW), L.Dense(3), L.Dense(2)])


def built(layers, shape):
    model = keras.Sequential(layers)
    model.build((None, *shape))
    return model


def shared_functional(a, b):
    model = inner()
    return L.Concatenate()([model(a), model(b)])


def shared_sequential(a, b):
    model = two_layers()
    return L.Add()([model(a), model(b)])


def three_deep(a):
    inputs = keras.Input(ROW)
    return keras.Model(inputs, L.Dense(2)(inner("inner1")(inputs)), name="mid")(a)


def two_outputs_within(a):
    inputs = keras.Input(ROW)
    x, y = keras.Model(inputs, [L.Dense(2)(inputs), L.Dense(3)(inputs)])(a)
    return [L.Dense(1)(x), y]


def two_inputs_within(a, b):
    left, right = keras.Input(ROW), keras.Input(ROW)
    return keras.Model([left, right], L.Add()([L.Dense(2)(left), L.Dense(2)(right)]))([b, a])


def frozen(a):
    base = inner()
    base.trainable = False
    return L.Dense(2)(base(a, training=False))


def states(a):
    _, h, c = L.LSTM(3, return_state=True)(a)
    return L.LSTM(3, return_sequences=True)(a, initial_state=[h, c])


def words(a):
    return L.Embedding(6, 4, mask_zero=True)(a)


def masked_layers(a):
    x = L.LSTM(3, return_sequences=True)(words(a))
    return L.GlobalAveragePooling1D()(L.LSTM(3, return_sequences=True)(L.Dropout(0.1)(x)))


def masked_merge(merge):
    def call(a, b):
        embedding = L.Embedding(6, 4, mask_zero=True)
        return L.LSTM(2)(merge()([embedding(a), embedding(b)]))

    return call


def masked_attention(a, b):
    embedding = L.Embedding(6, 4, mask_zero=True)
    return L.GlobalAveragePooling1D()(L.Attention()([embedding(a), embedding(b)]))


def transformer(a):
    e = words(a)
    return L.GlobalAveragePooling1D()(L.LayerNormalization()(L.MultiHeadAttention(2, 2)(e, e) + e))


def by_key(models):
    inputs = {"b": keras.Input((2,), name="b"), "a": keras.Input((3,), name="a")}
    output = L.Dense(2, name="o")(L.Concatenate()([inputs["a"], inputs["b"]]))
    data = {"a": models.data((3,)), "b": models.data((2,))}
    models.add("keys_in", keras.Model(inputs, output), data)
    models.add("keys_in_and_out", keras.Model(inputs, {"z": L.Dense(2)(output), "o": output}), data)
    models.add("list_in_and_out", keras.Model([inputs["b"], inputs["a"]], [output]), [data["b"], data["a"]])
    within = keras.Model(inputs, {"z": L.Dense(2)(output), "o": output})
    left, right = keras.Input((3,)), keras.Input((2,))
    results = within({"a": left, "b": right})
    models.add("keys_within", keras.Model([left, right], [results["z"], results["o"]]), [data["a"], data["b"]])


def make(models):
    functional = models.functional
    functional("within_each_step", lambda a: L.TimeDistributed(inner())(a), [SEQUENCE])
    functional("within_each_step_sequential", lambda a: L.TimeDistributed(two_layers())(a), [SEQUENCE])
    functional("within_shared", shared_functional, [ROW, ROW])
    functional("within_shared_sequential", shared_sequential, [ROW, ROW])
    functional("within_three_deep", three_deep, [ROW])
    functional("within_two_outputs", two_outputs_within, [ROW])
    functional("within_two_inputs", two_inputs_within, [ROW, ROW])
    features = keras.Sequential([keras.Input(IMAGE), L.Conv2D(3, 3), L.GlobalAveragePooling2D()])
    head = keras.Sequential([L.Dense(5, activation="relu"), L.Dense(2, use_bias=False, activation="softmax")])
    models.add("within_sequentials", built([features, head], IMAGE), [models.data(IMAGE)])
    models.add("within_sequential", built([inner(), L.Dense(2)], ROW), [models.data(ROW)])
    models.add("without_input", built([L.Dense(3), L.Dense(2)], ROW), [models.data(ROW)])
    regularizer = keras.regularizers.L2(0.1)
    shared = [L.Dense(3, kernel_regularizer=regularizer), L.Dense(3, kernel_regularizer=regularizer)]
    models.add("shared_regularizer", built(shared, ROW), [models.data(ROW)])
    functional("call_training_false", lambda a: L.Dense(2)(L.Dropout(0.3)(a, training=False)), [ROW])
    functional("call_frozen", frozen, [ROW])
    functional("call_states", states, [SEQUENCE])
    functional("call_states_by_place", lambda a, h, c: L.LSTM(3)(a, [h, c]), [SEQUENCE, (3,), (3,)])
    functional("mask_bidirectional", lambda a: L.Dense(2)(L.Bidirectional(L.LSTM(3))(words(a))), [(None,)], ["int32"])
    functional("mask_layers", masked_layers, [(None,)], ["int32"])
    functional("mask_masking", lambda a: L.LSTM(2)(L.GRU(3, return_sequences=True)(L.Masking(0.0)(a))), [(None, 3)])
    functional("mask_add", masked_merge(L.Add), [(5,), (5,)], ["int32", "int32"])
    functional("mask_concatenate", masked_merge(lambda: L.Concatenate(axis=1)), [(5,), (5,)], ["int32", "int32"])
    functional("mask_transformer", transformer, [(5,)], ["int32"])
    functional("mask_attention", masked_attention, [(5,), (6,)], ["int32", "int32"])
    by_key(models)
    for policy in ("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float64"):
        models.sequential(f"policy_{policy}", lambda: L.Dense(3, dtype=policy), ROW)
