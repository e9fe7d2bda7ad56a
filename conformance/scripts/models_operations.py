"""Models with operations of keras.ops in their graphs."""

import keras
import numpy as np
from keras import layers as L
from keras import ops

SEQUENCE = (6, 4)
IMAGE = (8, 8, 3)

UNARY = """
abs absolute negative sign square sqrt reciprocal exp exp2 expm1 log log1p log2 log10
sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arctanh deg2rad rad2deg floor
ceil trunc round ones_like zeros_like logical_not isnan isfinite isinf relu relu6 sigmoid sparse_sigmoid softplus
softsign sparse_plus silu log_sigmoid leaky_relu hard_sigmoid hard_silu elu selu gelu celu tanh_shrink hard_tanh soft_shrink
hard_shrink squareplus softmax log_softmax sparsemax glu rsqrt erf erfc erfinv stop_gradient ravel transpose copy
nan_to_num normalize logsumexp mean sum prod max min std var any all argmax argmin
argsort sort median cumsum cumprod diff ptp count_nonzero amax amin average flip norm tril
triu moments real conj cbrt
""".split()

BINARY = """
add subtract multiply divide true_divide divide_no_nan floor_divide mod power maximum minimum arctan2 hypot logaddexp
equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor append
""".split()

POSITIVE = {"log", "log2", "log10", "sqrt", "log1p", "rsqrt"}
WITHIN_ONE = {"arcsin", "arccos", "arctanh", "erfinv"}
ALONG_AN_AXIS = set("mean sum prod max min std var any all argmax argmin median cumsum cumprod average flip logsumexp norm".split())

# Name: what is made of a tensor of shape (batch, 6, 4).
OTHERS = dict(
    getitem=lambda a: [
        a[:, 0],
        a[:, -1],
        a[:, 1:3],
        a[:, ::2],
        a[:, ::-1],
        a[..., 0],
        a[:, None],
        a[:, 1:, :2],
        a[:, :-1],
        a[:, -3:-1],
        a[:, 4:1:-1],
    ],
    batchslice=lambda a: [a[1:], a[:-1], a[::2]],
    reshape=lambda a: [ops.reshape(a, (-1, 24)), ops.reshape(a, (-1, 3, 8)), ops.reshape(a, (-1, 6, 2, 2))],
    transpose=lambda a: [ops.transpose(a, (0, 2, 1)), ops.swapaxes(a, 1, 2), ops.moveaxis(a, 1, -1)],
    expand=lambda a: [
        ops.expand_dims(a, 1),
        ops.expand_dims(a, (1, -1)),
        ops.squeeze(ops.expand_dims(a, 1), 1),
        ops.squeeze(ops.expand_dims(a, -1)),
    ],
    concat=lambda a: [
        ops.concatenate([a, a * 2], axis=1),
        ops.stack([a, a], axis=1),
        ops.hstack([a, a]),
        ops.concatenate([a, ops.ones((1, 1, 4)) * a[:, :1]], axis=1),
    ],
    split=lambda a: ops.split(a, 3, axis=1) + ops.split(a, [1, 4], axis=1) + ops.array_split(a, 4, axis=1) + ops.unstack(a, axis=1),
    take=lambda a: [ops.take(a, [0, 2, -1], axis=1), ops.take(a, 3, axis=-1), ops.take_along_axis(a, ops.argsort(a, axis=1), axis=1)],
    rep=lambda a: [ops.repeat(a, 2, axis=1), ops.tile(a, (1, 2, 1)), ops.roll(a, 2, axis=1), ops.roll(a, -1, axis=2)],
    pad=lambda a: [
        ops.pad(a, ((0, 0), (1, 2), (0, 1))),
        ops.pad(a, ((0, 0), (1, 2), (0, 0)), constant_values=3.0),
        ops.pad(a, ((0, 0), (2, 1), (1, 1)), mode="reflect"),
        ops.pad(a, ((0, 0), (2, 1), (1, 1)), mode="symmetric"),
    ],
    where=lambda a: [ops.where(a > 0, a, 0.0), ops.where(a > 0, a, -a), ops.where(a > 0, 1, 0)],
    clip=lambda a: [ops.clip(a, -0.5, 0.5), ops.clip(ops.cast(a * 10, "int32"), 0, 3)],
    cast=lambda a: [ops.cast(a, "int32"), ops.cast(a > 0, "float32"), ops.cast(ops.cast(a, "float16") * 0, "float32")],
    mat=lambda a: [
        ops.matmul(a, ops.transpose(a, (0, 2, 1))),
        a @ np.ones((4, 2), "float32"),
        ops.dot(a, np.ones((4, 2), "float32")),
        ops.einsum("bij,bkj->bik", a, a),
        ops.tensordot(a, np.ones((4, 3), "float32"), axes=1),
        ops.tensordot(a, np.ones((6, 4, 2), "float32"), axes=[[1, 2], [0, 1]]),
    ],
    red=lambda a: [
        ops.mean(a, axis=(1, 2)),
        ops.sum(a, axis=-1, keepdims=True),
        ops.max(a, axis=[1]),
        ops.argmax(a, axis=-1),
        ops.argmax(a, axis=1, keepdims=True),
        ops.logsumexp(a, axis=(1, 2)),
        ops.var(a, axis=1, keepdims=True),
        ops.median(a, axis=2),
        ops.norm(a, axis=-1),
        ops.norm(a, ord=1, axis=-1),
        ops.sum(a > 0, axis=1),
        ops.mean(ops.cast(a, "int32"), axis=1),
        ops.average(a, axis=1, weights=np.arange(6).astype("float32")),
        ops.max(a, axis=1, initial=1.0),
    ],
    topk=lambda a: list(ops.top_k(a, 2)),
    onehot=lambda a: [ops.one_hot(ops.argmax(a, axis=-1), 4), ops.one_hot(ops.argmax(a, axis=-1), 4, axis=1)],
    softmax=lambda a: [ops.softmax(a, axis=1), ops.log_softmax(a, axis=1)],
    oper=lambda a: [
        a + 1,
        1 + a,
        a - 1,
        1 - a,
        a * 2,
        2 * a,
        a / 2,
        2 / a,
        a // 2,
        a % 2,
        abs(a) ** 2,
        2**a,
        -a,
        abs(a),
        a > 0,
        a <= 1,
        a == a,
        a != 0,
        (a > 0) & (a < 1),
        (a > 0) | (a < -1),
        ~(a > 0),
    ],
    ln=lambda a: [
        ops.layer_normalization(a, np.ones(4, "float32") * 2, np.ones(4, "float32")),
        ops.rms_normalization(a, axis=-1),
        ops.batch_normalization(a, np.zeros(4, "float32"), np.ones(4, "float32"), axis=-1),
        ops.normalize(a, axis=1),
    ],
    attn=lambda a: ops.dot_product_attention(
        ops.reshape(a, (-1, 6, 2, 2)), ops.reshape(a, (-1, 6, 2, 2)), ops.reshape(a, (-1, 6, 2, 2)), is_causal=True
    ),
    constl=lambda a: [a + [1.0, 2.0, 3.0, 4.0], a * np.arange(4), a + ops.convert_to_tensor([1, 2, 3, 4])],
    bcast=lambda a: [ops.broadcast_to(a[:, :1], (3, 6, 4)), ops.full_like(a, 2), ops.inner(a, np.ones((2, 4), "float32"))],
    nodes2=lambda a: ops.relu(
        L.Add()([ops.add(a, a), L.Dense(4)(a)]) + L.Concatenate()([a[..., :2], ops.concatenate([a, a], axis=-1)[..., 2:4]]),
    ),
    gap=lambda a: L.Dense(3)(ops.mean(L.Conv1D(5, 2, activation="relu")(a), axis=1)),
    residual=lambda a: L.Dense(2)(L.Flatten()(L.LayerNormalization()(a + L.Dense(4)(a)) * 0.5)),
)


def unary(name):
    function = getattr(ops, name)

    def call(a):
        if name in POSITIVE:
            a = ops.abs(a)
        if name in WITHIN_ONE:
            a = ops.tanh(a)
        if name == "moments":
            return list(function(a, axes=[1]))
        if name in ALONG_AN_AXIS:
            return function(a, axis=1)
        if name in ("amax", "amin"):
            return function(a, axis=(1, 2), keepdims=True)
        return function(a)

    return call


def image_operations(a):
    kernel = np.ones((2, 2, 3, 4), "float32")
    return [
        ops.image.resize(a, (5, 6)),
        ops.image.rgb_to_grayscale(a),
        ops.max_pool(a, 2),
        ops.average_pool(a, (2, 3), strides=1, padding="same"),
        ops.conv(a, kernel, padding="same"),
        ops.depthwise_conv(a, kernel[..., :1]),
    ]


def masked_mean(a):
    words = L.Embedding(6, 4, mask_zero=True)(a)
    mask = ops.cast(ops.not_equal(a, 0), "float32")
    return ops.sum(words * mask[:, :, None], axis=1) / ops.maximum(ops.sum(mask, axis=1, keepdims=True), 1)


def make(models):
    for name in UNARY:
        models.functional(f"unary_{name}", unary(name), [SEQUENCE])
    for name in BINARY:
        function = getattr(ops, name)
        models.functional(f"binary_{name}", lambda a, b: function(ops.abs(a) if name == "power" else a, b), [SEQUENCE, SEQUENCE])
        if name == "append":
            continue
        models.functional(f"right_{name}", lambda a: function(ops.abs(a), 2), [SEQUENCE])
        models.functional(f"left_{name}", lambda a: function(0.5, a), [SEQUENCE])
        models.functional(f"whole_{name}", lambda a: function(a, 2), [SEQUENCE], ["int32"])
        models.functional(f"mixed_{name}", lambda a: function(a, 1.5), [SEQUENCE], ["int32"])
    for name, function in OTHERS.items():
        models.functional(f"ops_{name}", function, [SEQUENCE])
    models.functional("ops_image", image_operations, [IMAGE])
    models.functional("ops_mask", lambda a: L.GlobalAveragePooling1D()(L.Embedding(6, 4)(a), mask=ops.not_equal(a, 0)), [(5,)], ["int32"])
    models.functional("ops_masked_mean", masked_mean, [(5,)], ["int32"])
