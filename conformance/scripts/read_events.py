#!/usr/bin/env python3
"""Reads what the callback TensorBoard of Rhyton wrote, with TensorFlow, and tells it.

    python read_events.py FOLDER

Ends with 1 when a file cannot be read.
"""

import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf  # noqa: E402


def main(folder):
    files = sorted(pathlib.Path(folder).rglob("*tfevents*"))
    for file in files:
        print(file)
        for event in tf.compat.v1.train.summary_iterator(str(file)):
            if event.file_version:
                print("  version", event.file_version)
            for value in event.summary.value:
                array = tf.make_ndarray(value.tensor)
                plugin = value.metadata.plugin_data.plugin_name
                shown = array if array.shape == () and array.dtype.kind == "f" else f"{array.dtype} {array.shape}"
                print(f"  step {event.step} {value.tag} ({plugin}): {shown}")
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
