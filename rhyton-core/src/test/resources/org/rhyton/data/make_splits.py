"""Makes splits.json beside this script: the rows that scikit-learn's train_test_split takes.

    python make_splits.py          # needs scikit-learn 1.9
"""

import hashlib
import json
import pathlib

import numpy as np
from sklearn.model_selection import train_test_split

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(7)


def digest(rows):
    return hashlib.sha256(np.asarray(rows).astype("<i8").tobytes()).hexdigest()


cases = []
for i in range(160):
    n = int(rng.integers(2, 200))
    options = {"random_state": int(rng.integers(0, 2**32))}
    for name in ("test_size", "train_size"):
        if rng.random() < 0.4:
            options[name] = float(np.round(rng.uniform(0.05, 0.6), 2)) if rng.random() < 0.5 else int(rng.integers(1, n))
    if i % 8 == 0:
        options["shuffle"] = False
    labels = None
    if i % 2 and options.get("shuffle", True):
        labels = rng.integers(0, rng.integers(2, 6), n).tolist()
    case = {"n": n, "options": options}
    if labels:
        case["labels"] = labels
    try:
        train, test = train_test_split(np.arange(n), stratify=labels, **options)
    except ValueError:
        case["error"] = True
    else:
        case["train"], case["test"] = train.tolist(), test.tolist()
    cases.append(case)

for n, seed in ((60000, 1), (60000, 42), (100003, 0)):
    train, test = train_test_split(np.arange(n), random_state=seed)
    cases.append({"n": n, "options": {"random_state": seed}, "train_sha256": digest(train), "test_sha256": digest(test)})

for n, seed in ((1, 0), (2, 5), (10, 1), (33, 4294967295), (1000, 123)):
    cases.append({"n": n, "permutation": np.random.RandomState(seed).permutation(n).tolist(), "seed": seed})

(HERE / "splits.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "cases", sum("error" in case for case in cases), "errors")
