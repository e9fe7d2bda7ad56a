"""Makes the .safetensors file beside this script, by the library of the format's authors.

    python make_safetensors.py        # needs numpy, ml_dtypes and safetensors 0.8
"""

import pathlib

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent

save_file(
    {
        "dense/kernel": np.arange(6, dtype="float32").reshape(2, 3) / 8,
        "dense/bias": np.array([0.1, -0.2, 1e300]),
        "half": np.array([1.5, -0.0, 65504, 6e-8], dtype="float16"),
        "brain": np.array([[1.5, -3e38]], dtype=ml_dtypes.bfloat16),
        "count": np.array(7),
        "index": np.array([1, -2], dtype="int32"),
        "pixels": np.array([0, 255, 3], dtype="uint8"),
        "flags": np.array([True, False, True]),
        "none": np.zeros((0, 4), dtype="float32"),
    },
    HERE / "all_types.safetensors",
    metadata={"format": "np", "größe": "x\ny"},
)
