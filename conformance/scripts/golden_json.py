"""Numbers and arrays as golden files have them."""

import math

import numpy as np


def plain(number):
    """A number as JSON has it; NaN and infinities are texts."""
    if isinstance(number, (bool, np.bool_)):
        return bool(number)
    if isinstance(number, (int, np.integer)):
        return int(number)
    value = float(np.format_float_positional(number)) if isinstance(number, np.float32) and math.isfinite(number) else float(number)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def array(values):
    values = np.asarray(values)
    return {
        "shape": list(values.shape),
        "dtype": str(values.dtype),
        "data": [plain(number) for number in values.reshape(-1)],
    }


def variable(v):
    return {"name": v.name, "path": v.path, "trainable": bool(v.trainable), **array(v.numpy())}
