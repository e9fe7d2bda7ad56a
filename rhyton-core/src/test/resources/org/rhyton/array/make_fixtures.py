"""Makes the JSON files beside this script: random arrays and what NumPy does with them.

    python make_fixtures.py        # needs numpy 2.4

Arrays stand in the files as the base64 of .npy files, so that every bit counts.
"""

import base64
import io
import json
import pathlib
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
HERE = pathlib.Path(__file__).parent
DTYPES = ["bool", "uint8", "int32", "int64", "float32", "float64"]
FLOATS = ["float32", "float64"]
rng = np.random.default_rng(20240229)


def npy(array):
    out = io.BytesIO()
    np.save(out, np.asarray(array))
    return base64.b64encode(out.getvalue()).decode()


def save(name, cases):
    lines = ",\n".join(json.dumps(case) for case in cases)
    (HERE / name).write_text("[\n" + lines + "\n]\n")
    print(name, len(cases), "cases")


def pick(options):
    return options[rng.integers(len(options))]


def shape(most_axes=4, most=5, least=0):
    return tuple(int(n) for n in rng.integers(least, most + 1, rng.integers(0, most_axes + 1)))


def values(dims, dtype, special=False):
    n = int(np.prod(dims))
    if dtype == "bool":
        flat = rng.random(n) < 0.5
    elif dtype == "uint8":
        flat = rng.integers(0, 256, n)
    elif dtype in ("int32", "int64"):
        flat = rng.integers(-20, 20, n)
    else:
        flat = np.round(rng.normal(0, 10, n), int(rng.integers(0, 6)))
        if special:
            for odd in (np.nan, np.inf, -np.inf, 0.0, -0.0):
                flat = np.where(rng.random(n) < 0.05, odd, flat)
    return np.asarray(flat).astype(dtype).reshape(dims)


# ---- printing


def printable(dtype):
    dims = pick([(), (0,), (0, 3), (2, 0, 3), (1,), (3,), (7,), (20,), (60,), (2, 3), (4, 12), (2, 2, 3), (2, 1, 2, 2)])
    if rng.random() < 0.08:
        dims = pick([(1001,), (1200,), (7, 200), (40, 30), (2, 5, 101), (12, 10, 10)])
    n = int(np.prod(dims))
    if dtype == "bool":
        return (rng.random(n) < 0.5).reshape(dims)
    if dtype == "uint8":
        return rng.integers(0, pick([2, 10, 256]), n).astype(dtype).reshape(dims)
    if dtype in ("int32", "int64"):
        size = pick([3, 50, 10**6, 2**31 - 1 if dtype == "int32" else 2**62])
        return rng.integers(-size if rng.random() < 0.5 else 0, size, n).astype(dtype).reshape(dims)
    kind = rng.integers(9)
    if kind == 0:
        flat = rng.normal(0, 1, n)
    elif kind == 1:
        flat = np.round(rng.random(n), int(rng.integers(1, 4)))
    elif kind == 2:
        flat = rng.integers(-50, 50, n).astype(float)
    elif kind == 3:
        flat = rng.random(n) * 10.0 ** rng.integers(-12, 12)
    elif kind == 4:
        flat = 10.0 ** rng.uniform(-30, 30, n)
    elif kind == 5:
        flat = rng.integers(0, 2**32, n).astype(np.uint32).view(np.float32).astype(float)
    elif kind == 6:
        flat = rng.integers(0, 2**63, n).view(np.float64)
    elif kind == 7:
        flat = 2.0 ** rng.integers(-20, 30, n)
    else:
        flat = np.round(rng.normal(0, 100, n), 2)
    if rng.random() < 0.25:
        for odd in (np.nan, np.inf, -np.inf, 0.0, -0.0):
            flat = np.where(rng.random(n) < 0.1, odd, flat)
    return flat.astype(dtype).reshape(dims)


def printing():
    cases = []
    for i in range(700):
        array = printable(pick(DTYPES + FLOATS * 3))
        options = {}
        if i % 4 == 3 and array.ndim > 0:
            options = {
                "precision": int(pick([0, 2, 3, 8, 12])),
                "threshold": int(pick([0, 5, 1000])),
                "edgeitems": int(pick([1, 2, 3])),
                "linewidth": int(pick([20, 40, 75, 120])),
                "suppress": bool(rng.random() < 0.5),
            }
        with np.printoptions(**options):
            cases.append({"array": npy(array), "options": options, "str": str(array), "repr": repr(array)})
    for dtype in FLOATS:
        special = [5, 0.1, 1e5, 123456.7, 1e6, 1234567, 1e15, 1e16, 1e-4, 9e-5, 0.0, -0.0, 5e-324, 1.4e-45,
                   1e23, 2e23, 2**54 + 24, 134217792, 16777216, np.pi, np.nan, np.inf, -np.inf, 3.4e38, 1.7e308]
        for value in special:
            for array in (np.array(value).astype(dtype), np.array([value]).astype(dtype)):
                cases.append({"array": npy(array), "options": {}, "str": str(array), "repr": repr(array)})
    save("printing.json", cases)


# ---- arithmetic

BINARY = {
    "plus": np.add, "minus": np.subtract, "times": np.multiply, "dividedBy": np.divide, "floorDiv": np.floor_divide,
    "modulo": np.mod, "power": np.power, "maximum": np.maximum, "minimum": np.minimum, "eq": np.equal,
    "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
}
APPROXIMATE = {"power", "exp", "log"}


def partner(dims):
    """A shape that broadcasts with this one."""
    mine = [n if rng.random() < 0.7 else 1 for n in dims]
    cut = mine[int(rng.integers(len(mine) + 1)):] if rng.random() < 0.4 else mine
    return tuple(cut)


def arithmetic():
    cases = []
    for name, op in BINARY.items():
        for a_type in DTYPES:
            for b_type in DTYPES + ["int", "float"]:
                for repeat in range(2):
                    dims = shape(3, 4)
                    a = values(dims, a_type, special=True)
                    case = {"op": name, "exact": name not in APPROXIMATE, "a": npy(a)}
                    if b_type == "int":
                        b = int(rng.integers(0, 9) if a_type == "uint8" or name == "power" else rng.integers(-9, 9))
                        case["number"] = b
                    elif b_type == "float":
                        b = float(np.round(rng.normal(0, 3), 2))
                        case["number"] = b
                    else:
                        b = values(partner(dims), b_type, special=True)
                        if name == "power" and b_type in ("int32", "int64"):
                            b = np.abs(b)
                        case["b"] = npy(b)
                    if name in ("maximum", "minimum") and a_type in FLOATS:
                        case["exact"] = False  # which of 0.0 and -0.0 comes out is open
                    try:
                        result = op(a, b)
                    except TypeError:
                        case["error"] = True
                    else:
                        if result.dtype.name not in DTYPES:  # int8 of booleans
                            case["error"] = True
                        else:
                            case["result"] = npy(result)
                    cases.append(case)
    cases.append({"op": "plus", "exact": True, "a": npy(np.array([1], np.uint8)), "number": 300, "error": True})
    save("arithmetic.json", cases)


UNARY = {"negate": np.negative, "abs": np.abs, "sign": np.sign, "square": np.square, "floor": np.floor,
         "ceil": np.ceil, "rint": np.rint, "sqrt": np.sqrt, "exp": np.exp, "log": np.log, "isNaN": np.isnan}


def unary():
    cases = []
    for name, op in UNARY.items():
        for dtype in DTYPES:
            for repeat in range(4):
                a = values(shape(3, 5), dtype, special=True)
                if name == "exp" and dtype not in FLOATS:
                    a = (a % 8).astype(dtype) if dtype != "bool" else a
                case = {"op": name, "exact": name not in APPROXIMATE, "a": npy(a)}
                try:
                    result = op(a.astype("float32")) if dtype in ("bool", "uint8") and name in ("sqrt", "exp", "log") \
                        else op(a)
                except TypeError:
                    case["error"] = True
                else:
                    if result.dtype.name not in DTYPES or (dtype not in FLOATS and name == "rint"):
                        if dtype == "bool":
                            case["error"] = True
                        else:
                            case["result"] = npy(a)  # whole numbers stay what they are
                    elif name in ("floor", "ceil") and dtype == "bool":
                        case["error"] = True
                    else:
                        case["result"] = npy(result)
                cases.append(case)
    for dtype in FLOATS + ["int32", "int64", "uint8"]:
        for decimals in (0, 1, 2, 3, 5, -1, -2):
            for repeat in range(4):
                a = values(shape(2, 30), dtype, special=dtype in FLOATS)
                if repeat == 0 and dtype in FLOATS:
                    a = (rng.integers(-40, 40, 30) / 8).astype(dtype)
                cases.append({"op": "round", "decimals": decimals, "exact": True, "a": npy(a),
                              "result": npy(np.round(a, decimals))})
    for source in DTYPES:
        for target in DTYPES:
            a = values((9,), source)
            if source in FLOATS and target == "uint8":
                a = np.abs(a)
            cases.append({"op": "astype", "dtype": target, "exact": True, "a": npy(a), "result": npy(a.astype(target))})
    save("unary.json", cases)


# ---- reductions


def reductions():
    cases = []
    for name in ("sum", "prod", "min", "max", "mean", "std", "var", "any", "all"):
        for dtype in DTYPES:
            for repeat in range(6):
                dims = shape(4, 5, 1 if name in ("min", "max") else 0)
                a = values(dims, dtype, special=repeat == 0)
                if name == "prod" and dtype in FLOATS:
                    a = (a / 8).astype(dtype)
                rank = len(dims)
                count = int(rng.integers(0, rank + 1))
                axes = [int(axis) for axis in rng.permutation(rank)[:count]]
                axes = [axis - rank if rng.random() < 0.3 else axis for axis in axes]
                keep = bool(rng.random() < 0.5)
                axis = tuple(axes) if axes else None
                kind = getattr(np, name)(a, axis=axis, keepdims=keep).dtype
                if kind == np.uint64:
                    kind = np.dtype(np.int64)
                exact = a.astype("float64") if dtype in FLOATS and name not in ("any", "all") else a
                result = getattr(np, name)(exact, axis=axis, keepdims=keep).astype(kind)
                cases.append({"op": name, "axes": axes, "keepdims": keep, "a": npy(a), "result": npy(result)})
    for name in ("argmax", "argmin"):
        for dtype in DTYPES:
            for repeat in range(5):
                a = values(shape(3, 6, 1), dtype, special=repeat % 2 == 0)
                axis = None if a.ndim == 0 or repeat == 0 else int(rng.integers(-a.ndim, a.ndim))
                case = {"op": name, "a": npy(a), "result": npy(getattr(np, name)(a, axis=axis))}
                if axis is not None:
                    case["axis"] = axis
                cases.append(case)
    save("reductions.json", cases)


# ---- indexing and layout


def index_item(size):
    kind = rng.integers(6)
    if kind == 0 and size > 0:
        position = int(rng.integers(-size, size))
        return {"at": position}, position
    if kind == 1 and size > 0:
        dims = shape(2, 3)
        positions = rng.integers(-size, size, dims)
        return {"positions": npy(positions)}, positions
    bounds = [None if rng.random() < 0.3 else int(rng.integers(-7, 8)) for _ in range(2)]
    step = pick([None, 1, 2, 3, -1, -2])
    return {"slice": bounds + [step]}, slice(*bounds, step)


def indexing():
    cases = []
    while len(cases) < 500:
        dims = shape(4, 5)
        a = values(dims, pick(DTYPES))
        described, index = [], []
        axis = 0
        ellipsis = False
        while axis < len(dims) and rng.random() < 0.85:
            draw = rng.random()
            if draw < 0.08:
                described.append({"newaxis": True})
                index.append(None)
            elif draw < 0.16 and not ellipsis:
                described.append({"ellipsis": True})
                index.append(Ellipsis)
                ellipsis = True
                left = len(dims) - axis
                axis = len(dims) - int(rng.integers(0, left + 1)) if left else axis
            elif draw < 0.3:
                covered = int(rng.integers(1, len(dims) - axis + 1))
                mask = rng.random(dims[axis:axis + covered]) < 0.5
                described.append({"mask": npy(mask)})
                index.append(mask)
                axis += covered
            else:
                one, real = index_item(dims[axis])
                described.append(one)
                index.append(real)
                axis += 1
        if not index:
            continue
        try:
            part = a[tuple(index)]
        except IndexError:
            cases.append({"a": npy(a), "index": described, "error": True})
            continue
        value = values(part.shape, a.dtype.name)
        changed = a.copy()
        plain = not any("positions" in item for item in described)  # with repeats the last one wins, which is open
        case = {"a": npy(a), "index": described, "result": npy(part)}
        if plain:
            changed[tuple(index)] = value
            case["value"] = npy(value)
            case["changed"] = npy(changed)
        cases.append(case)
    save("indexing.json", cases)


def layout():
    cases = []
    for repeat in range(60):
        a = values(shape(4, 5), pick(DTYPES))
        order = [int(i) for i in rng.permutation(a.ndim)]
        cases.append({"op": "transpose", "order": order, "arrays": [npy(a)],
                      "result": npy(np.ascontiguousarray(a.transpose(order)).reshape(a.transpose(order).shape))})
    for repeat in range(40):
        dims = list(shape(3, 4)) or [2]
        axis = int(rng.integers(len(dims)))
        arrays = []
        for _ in range(int(rng.integers(1, 4))):
            dims[axis] = int(rng.integers(0, 4))
            arrays.append(values(tuple(dims), pick(DTYPES)))
        given = axis - len(dims) if rng.random() < 0.5 else axis
        cases.append({"op": "concatenate", "axis": given, "arrays": [npy(a) for a in arrays],
                      "result": npy(np.concatenate(arrays, given))})
        dims = shape(3, 4)
        arrays = [values(dims, pick(DTYPES)) for _ in range(int(rng.integers(1, 4)))]
        axis = int(rng.integers(-len(dims) - 1, len(dims) + 1))
        cases.append({"op": "stack", "axis": axis, "arrays": [npy(a) for a in arrays],
                      "result": npy(np.stack(arrays, axis))})
    for repeat in range(60):
        dims = shape(3, 4)
        mask = values(partner(dims), "bool")
        a, b = values(partner(dims), pick(DTYPES)), values(dims, pick(DTYPES))
        cases.append({"op": "where", "arrays": [npy(mask), npy(a), npy(b)], "result": npy(np.where(mask, a, b))})
    for repeat in range(40):
        a = values(shape(2, 9), pick(DTYPES))
        if a.dtype.kind == "f":
            a = np.where(rng.random(a.shape) < 0.2, np.nan, np.round(a)).astype(a.dtype) + a.dtype.type(0)
        cases.append({"op": "unique", "arrays": [npy(a)], "result": npy(np.unique(a))})
    save("layout.json", cases)


# ---- .npy files


def files():
    cases = []
    for repeat in range(120):
        dims = shape(4, 5)
        a = values(dims, pick(DTYPES), special=True)
        stored = a.astype(a.dtype.newbyteorder(pick(["<", ">"])))
        if dims and rng.random() < 0.4:
            stored = np.asfortranarray(stored)
        out = io.BytesIO()
        np.lib.format.write_array(out, stored, version=pick([(1, 0), (2, 0), (3, 0)]))
        cases.append({"file": base64.b64encode(out.getvalue()).decode(), "array": npy(a)})
    save("npy.json", cases)


printing()
arithmetic()
unary()
reductions()
indexing()
layout()
files()
