#!/usr/bin/env python3
"""Lists Keras's public symbols, which the conformance page goes by.

    python symbols.py > ../src/main/resources/org/rhyton/conformance/keras-symbols.txt

Needs Keras 3. Each line is a public name of a class or function of a model's building blocks; the first line says the
version of Keras.
"""

import inspect

import keras

NAMESPACES = [
    "activations",
    "callbacks",
    "constraints",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "optimizers.schedules",
    "regularizers",
]

# Helpers of every namespace, which are no building blocks.
HELPERS = {"deserialize", "get", "serialize"}


def public_names(namespace):
    """The classes, and the functions where a namespace is made of them, once for each object."""
    module = keras
    for part in namespace.split("."):
        module = getattr(module, part)
    seen = {}
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if name.startswith("_") or name in HELPERS or inspect.ismodule(value) or not callable(value):
            continue
        # Many names are aliases; the one that is the object's own goes first.
        known = seen.get(id(value))
        own = getattr(value, "__name__", name)
        if known is None or name == own:
            seen[id(value)] = name
    return sorted(seen.values())


def main():
    print(f"# Keras {keras.__version__}")
    for namespace in NAMESPACES:
        for name in public_names(namespace):
            print(f"keras.{namespace}.{name}")


if __name__ == "__main__":
    main()
