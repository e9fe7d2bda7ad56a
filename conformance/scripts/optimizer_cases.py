"""Golden cases of optimizers that wrap others, and of those whose formulas depend on more than gradients of one step."""

import keras
import numpy as np

from golden_json import array

O = keras.optimizers


def rows():
    """(name, optimizer, gradient set) of every optimizer that is checked."""
    return [
        ("schedule_free_adamw", O.ScheduleFreeAdamW(0.01), "main"),
        ("schedule_free_adamw_warmup", O.ScheduleFreeAdamW(0.05, beta_1=0.8, beta_2=0.99, warmup_steps=4), "main"),
        ("schedule_free_adamw_decay", O.ScheduleFreeAdamW(0.01, weight_decay=0.1, clipnorm=0.5, epsilon=1e-4), "main"),
        ("loss_scale_adam", O.LossScaleOptimizer(O.Adam(0.01)), "scaled"),
        ("loss_scale_overflow", O.LossScaleOptimizer(O.SGD(0.1, momentum=0.9), initial_scale=64.0), "overflowing"),
        (
            "loss_scale_growth",
            O.LossScaleOptimizer(O.Nadam(0.01, global_clipnorm=1.0), initial_scale=4.0, dynamic_growth_steps=2),
            "main",
        ),
        (
            "loss_scale_ema_accumulation_decay",
            O.LossScaleOptimizer(
                O.AdamW(0.01, use_ema=True, ema_momentum=0.7, gradient_accumulation_steps=2), dynamic_growth_steps=3
            ),
            "overflowing",
        ),
        (
            "multi",
            O.MultiOptimizer(O.OptimizerMap(O.SGD(0.1, momentum=0.9), {"kernel": O.Adam(0.01)})),
            "main",
        ),
        (
            "multi_by_expression",
            O.MultiOptimizer(O.OptimizerMap(O.RMSprop(0.01), {"b.*": O.Nadam(0.02, clipnorm=0.4), "other": O.Lion()})),
            "main",
        ),
        (
            "multi_loss_scale_factor",
            O.MultiOptimizer(
                O.OptimizerMap(O.Adam(0.01, use_ema=True, ema_momentum=0.6), {"bias": O.SGD(0.2)}),
                loss_scale_factor=8.0,
            ),
            "main",
        ),
        (
            "accumulation_ema_clipping",
            O.Adam(
                0.02,
                clipnorm=0.8,
                use_ema=True,
                ema_momentum=0.9,
                ema_overwrite_frequency=2,
                gradient_accumulation_steps=2,
                weight_decay=0.01,
            ),
            "main",
        ),
    ]


def gradients(random, floatx):
    def one(scale=1.0):
        return {
            "kernel": array((np.round(random.normal(size=(3, 2)), 3) * scale).astype(floatx)),
            "bias": array((np.round(random.normal(size=2), 3) * scale).astype(floatx)),
        }

    overflowing = [one(32.0) for _ in range(9)]
    overflowing[2]["kernel"]["data"][1] = "Infinity"
    overflowing[5]["bias"]["data"][0] = "NaN"
    return {
        "gradients": [one() for _ in range(7)],
        "gradients_scaled": [one(32768.0) for _ in range(5)],
        "gradients_overflowing": overflowing,
    }


def numbers(described, floatx):
    data = [float("nan") if x == "NaN" else float("inf") if x == "Infinity" else x for x in described["data"]]
    return np.array(data, floatx).reshape(described["shape"])


def case(name, optimizer, gradient_set, shared, floatx):
    kernel = keras.Variable(numbers(shared["initial"]["kernel"], floatx), name="kernel", dtype=floatx)
    bias = keras.Variable(numbers(shared["initial"]["bias"], floatx), name="bias", dtype=floatx)
    config = keras.saving.serialize_keras_object(optimizer)
    sets = shared["gradients" if gradient_set == "main" else "gradients_" + gradient_set]
    trajectory = []
    for slopes in sets:
        optimizer.apply([numbers(slopes["kernel"], floatx), numbers(slopes["bias"], floatx)], [kernel, bias])
        step = {"iterations": int(optimizer.iterations), "kernel": array(kernel.numpy()), "bias": array(bias.numpy())}
        if not isinstance(optimizer, O.MultiOptimizer):
            step["learning_rate"] = array(np.asarray(optimizer.learning_rate))
        trajectory.append(step)
    variables = [
        {"name": v.name, "path": v.path, **array(v.numpy())} for v in optimizer.variables
    ]
    optimizer.finalize_variable_values([kernel, bias])
    return {
        "name": name,
        "config": config,
        "gradient_set": gradient_set,
        "steps": len(sets),
        "trajectory": trajectory,
        "optimizer_variables": variables,
        "after_finalize_variable_values": {"kernel": array(kernel.numpy()), "bias": array(bias.numpy())},
    }


def cases(random, floatx):
    """What the cases share, and the cases."""
    shared = {
        "initial": {
            "kernel": array(np.round(random.normal(size=(3, 2)), 3).astype(floatx)),
            "bias": array(np.round(random.normal(size=2), 3).astype(floatx)),
        },
        **gradients(random, floatx),
    }
    return shared, [case(name, optimizer, which, shared, floatx) for name, optimizer, which in rows()]
