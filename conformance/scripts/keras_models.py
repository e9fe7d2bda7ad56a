"""Makes models of every kind in real Keras, for Rhyton to load: keras_models.py FOLDER [KIND...]

    python conformance/scripts/keras_models.py FOLDER
    ./rhyton conformance models FOLDER AGAIN
    python conformance/scripts/verify_models.py AGAIN

The kinds are layers, operations, structures, compiled and applications; all of them if none is given. For each model FOLDER
gets NAME.keras, NAME.h5, NAME.weights.h5, and NAME.npz with inputs x0, x1, … and the outputs y0, y1, … of Keras. What Keras
itself cannot make or save is told and left out. Rhyton loads them, compares, and saves each in each format; Keras then loads those.
"""

import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import absl.logging  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402


class Models:
    """A folder that models are put into."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.rng = np.random.default_rng(1)

    def data(self, shape, dtype="float32", samples=3):
        """Short decimals; sizes that are open are 4."""
        sizes = [samples] + [4 if size is None else size for size in shape]
        if dtype.startswith("int"):
            return self.rng.integers(0, 5, sizes).astype(dtype)
        return self.rng.normal(size=sizes).astype("float32").round(3)

    def randomize(self, model):
        for weight in model.weights:
            if "float" in str(weight.dtype):
                value = self.rng.normal(size=weight.shape) * 0.3
                weight.assign((np.abs(value) + 0.5 if "variance" in weight.path else value).astype("float32"))

    def attempt(self, what, make):
        """What becomes of a function; tells what Keras says when it cannot."""
        try:
            return make()
        except Exception as e:  # whatever Keras says
            print(f"Keras does not make {what}: {type(e).__name__}: {str(e)[:150]}".replace("\n", " "))
            return None

    def add(self, name, model, inputs, random=True):
        """Writes a model and what it predicts; inputs are a list, or a dictionary in the order of its keys."""
        if random:
            self.randomize(model)
        listed = [inputs[key] for key in sorted(inputs)] if isinstance(inputs, dict) else inputs
        given = inputs if isinstance(inputs, dict) or len(inputs) > 1 else inputs[0]
        outputs = self.attempt(f"predictions of {name}", lambda: keras.tree.flatten(model(given, training=False)))
        if outputs is None:
            return
        arrays = {f"x{i}": x for i, x in enumerate(listed)}
        arrays |= {f"y{i}": np.array(y).astype("float32") for i, y in enumerate(outputs)}
        np.savez(self.folder / f"{name}.npz", **arrays)
        for ending, save in ((".keras", model.save), (".h5", model.save), (".weights.h5", model.save_weights)):
            path = self.folder / f"{name}{ending}"
            if self.attempt(path.name, lambda: save(path) or path) is None:
                path.unlink(missing_ok=True)

    def sequential(self, name, layer, shape, dtype="float32"):
        """A model of one layer, which a function makes."""
        model = self.attempt(name, lambda: keras.Sequential([keras.Input(shape, dtype=dtype), layer()]))
        if model is not None:
            self.add(name, model, [self.data(shape, dtype)])

    def functional(self, name, function, shapes, dtypes=None):
        """A functional model of what a function makes of inputs."""
        dtypes = dtypes or ["float32"] * len(shapes)

        def make():
            inputs = [keras.Input(shape, dtype=dtype) for shape, dtype in zip(shapes, dtypes)]
            return keras.Model(inputs, function(*inputs))

        model = self.attempt(name, make)
        if model is not None:
            self.add(name, model, [self.data(shape, dtype) for shape, dtype in zip(shapes, dtypes)])


def main(folder, *kinds):
    import models_applications
    import models_compiled
    import models_layers
    import models_operations
    import models_structures

    absl.logging.set_verbosity("error")
    modules = {
        "layers": models_layers,
        "operations": models_operations,
        "structures": models_structures,
        "compiled": models_compiled,
        "applications": models_applications,
    }
    models = Models(folder)
    for kind in kinds or modules:
        modules[kind].make(models)


if __name__ == "__main__":
    main(*sys.argv[1:])
