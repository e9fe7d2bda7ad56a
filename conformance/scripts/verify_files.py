"""Asks real Keras whether it loads what Rhyton saved: verify_files.py FOLDER

The folder is written by `./rhyton conformance resave GOLDEN FOLDER`: for each model NAME.h5, NAME.keras, NAME.weights.h5,
NAME.config.json, and NAME.json with inputs and the outputs that Rhyton predicts. Whole models are loaded compiled, must
predict the same to 1e-5, and be trained one step more. Ends with status 1 when one does not.
"""

import json
import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf


def array(described):
    if described["dtype"] == "string":
        return tf.reshape(tf.constant(described["data"]), described["shape"])
    return np.array([float(v) for v in described["data"]], described["dtype"]).reshape(described["shape"])


def load(base, ending):
    if ending == ".weights.h5":
        model = keras.models.model_from_json(open(f"{base}.config.json").read())
        model.load_weights(f"{base}{ending}")
        return model
    return keras.models.load_model(f"{base}{ending}")


def given(expected):
    """The inputs: arrays, or tensors where some are texts, for Keras does not mix them."""
    inputs = [array(each) for each in expected["inputs"]]
    if any(tf.is_tensor(each) for each in inputs):
        inputs = [tf.convert_to_tensor(each) for each in inputs]
    return inputs if len(inputs) > 1 else inputs[0]


def difference(model, expected):
    outputs = model.predict(given(expected), verbose=0)
    outputs = list(outputs.values()) if isinstance(outputs, dict) else outputs
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return max(float(np.max(np.abs(a - array(b)))) for a, b in zip(outputs, expected["outputs"]))


def train(model, expected):
    if getattr(model, "optimizer", None) is None:
        return ""
    outputs = [array(each) for each in expected["outputs"]]
    targets = [np.argmax(y, -1) if "sparse" in str(model.loss) else y for y in outputs]
    before = int(model.optimizer.iterations.numpy())
    model.train_on_batch(given(expected), targets if len(targets) > 1 else targets[0])
    return f", trained on from iteration {before}"


def verify(base, ending, expected):
    model = load(base, ending)
    found = difference(model, expected)
    if not found < 1e-5:
        raise AssertionError(f"predictions differ by {found:.2e}")
    return f"differs by {found:.1e}" + train(model, expected)


def main(folder):
    wrong = 0
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        if path.name.endswith(".config.json"):
            continue
        base = str(path)[: -len(".json")]
        expected = json.loads(path.read_text())
        for ending in (".h5", ".keras", ".weights.h5"):
            try:
                print(f"{path.stem}{ending}: {verify(base, ending, expected)}")
            except Exception as e:  # whatever Keras says is a finding
                wrong += 1
                print(f"{path.stem}{ending}: FAILS: {type(e).__name__}: {str(e)[:300]}".replace("\n", " "))
    print(f"{wrong} failures with Keras {keras.__version__}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
