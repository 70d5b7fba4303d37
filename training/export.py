"""Write a trained network as one int8 ONNX file.

``python -m training.export --run FOLDER --encoder FOLDER --out FOLDER``

The graph is built by hand, node for node, so that it does not depend on an exporter's version. Weights are int8
per output channel; activations are quantised per row while running (Dettmers et al. 2022 call this vector-wise),
so that the integer products of a word do not depend on the other words or sentences of its batch.
"""

from __future__ import annotations

import argparse
import math
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from entente.read.labels import MENTIONS, MODALITIES, PREDICATES, ROLES
from training.network import ARC, DISTANCE, OUTPUTS, SPAN

OPSET = 17
SHAPES = (
    ["B", "W", len(PREDICATES)],
    ["B", len(ROLES), "W", "W"],
    ["B", "W"],
    ["B", "W", len(MODALITIES)],
    ["B", len(MENTIONS), "W", "W"],
)

STEPS = 127
"""Largest magnitude of a quantised weight."""


class Graph:
    """Nodes and constants of an ONNX graph under construction; names are numbered in order of creation."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        name = name or f"k_{value.dtype}_{'x'.join(map(str, value.shape))}_{value.tolist()}"
        self.constants.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def floats(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def ints(self, *value: int) -> str:
        return self.constant(np.array(value, np.int64))

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        self.count += 1
        names = [f"{kind}_{self.count}" + (f"_{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else ";".join(names)


def quantise(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and their float scales along ``axis`` (the other axis is reduced)."""
    scale = np.maximum(np.abs(weight).max(axis=1 - axis, keepdims=True), 1e-8) / STEPS
    return np.clip(np.round(weight / scale), -STEPS, STEPS).astype(np.int8), scale.astype(np.float32)


def rows(g: Graph, x: str) -> tuple[str, str]:
    """A float matrix (…, K) as uint8 with zero point 128, and its scale a row."""
    top = g.op("ReduceMax", g.op("Abs", x), axes=[-1], keepdims=1)
    scale = g.op("Div", g.op("Max", top, g.floats(1e-6)), g.floats(127.0))
    q = g.op("Add", g.op("Round", g.op("Div", x, scale)), g.floats(128.0))
    return g.op("Cast", q, to=TensorProto.UINT8), scale


def linear(g: Graph, x: tuple[str, str], weight: np.ndarray, bias: np.ndarray, name: str) -> str:
    """A dense layer on quantised rows; ``weight`` as torch keeps it (N, K)."""
    w, scale = quantise(weight.T, 1)
    y = g.op("MatMulInteger", x[0], g.constant(w, name), g.constant(np.array(128, np.uint8)))
    y = g.op(
        "Mul",
        g.op("Cast", y, to=TensorProto.FLOAT),
        g.op("Mul", x[1], g.constant(scale.reshape(-1), name + ".scale")),
    )
    return g.op("Add", y, g.constant(bias.astype(np.float32), name + ".bias"))


def normalise(g: Graph, x: str, w: dict[str, np.ndarray], name: str) -> str:
    return g.op(
        "LayerNormalization",
        x,
        g.constant(w[name + ".weight"], name + ".w"),
        g.constant(w[name + ".bias"], name + ".b"),
        axis=-1,
        epsilon=1e-12,
    )


def gelu(g: Graph, x: str) -> str:
    half = g.op("Mul", x, g.floats(0.5))
    return g.op(
        "Mul", half, g.op("Add", g.op("Erf", g.op("Mul", x, g.floats(1 / math.sqrt(2)))), g.floats(1.0))
    )


def table(g: Graph, w: np.ndarray, ids: str, name: str) -> str:
    """Rows of an embedding kept as int8 with a scale a row."""
    q, scale = quantise(w, 0)
    value = g.op("Cast", g.op("Gather", g.constant(q, name), ids), to=TensorProto.FLOAT)
    return g.op("Mul", value, g.op("Gather", g.constant(scale, name + ".scale"), ids))


def encoder(g: Graph, w: dict[str, np.ndarray], layers: int, heads: int, size: int) -> str:
    place = g.op(
        "Range",
        g.constant(np.array(0, np.int64)),
        g.op("Squeeze", g.op("Slice", g.op("Shape", "pieces"), g.ints(1), g.ints(2))),
        g.constant(np.array(1, np.int64)),
    )
    x = g.op(
        "Add",
        table(g, w["pieces.weight"], "pieces", "pieces.weight"),
        g.op("Gather", g.constant(w["cases.weight"], "cases.weight"), "cases"),
    )
    x = normalise(
        g,
        g.op("Add", x, g.op("Gather", g.constant(w["positions.weight"], "positions.weight"), place)),
        w,
        "norm",
    )
    pad = g.op("Cast", g.op("Equal", "pieces", g.constant(np.array(0, np.int64))), to=TensorProto.FLOAT)
    mask = g.op("Unsqueeze", g.op("Mul", pad, g.floats(-1e4)), g.ints(1, 2))
    for i in range(layers):
        p = f"layers.{i}."
        dense = lambda x, n, p=p: linear(g, x, w[p + n + ".weight"], w[p + n + ".bias"], p + n)
        qkv = g.op("Reshape", dense(rows(g, x), "qkv"), g.ints(0, 0, 3, heads, size // heads))
        qkv = g.op("Transpose", qkv, perm=[2, 0, 3, 1, 4])
        q, k, v = (g.op("Gather", qkv, g.constant(np.array(j, np.int64)), axis=0) for j in range(3))
        score = g.op(
            "Mul",
            g.op("MatMul", q, g.op("Transpose", k, perm=[0, 1, 3, 2])),
            g.floats(1 / math.sqrt(size // heads)),
        )
        mixed = g.op("MatMul", g.op("Softmax", g.op("Add", score, mask), axis=-1), v)
        mixed = g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), g.ints(0, 0, size))
        x = normalise(g, g.op("Add", x, dense(rows(g, mixed), "out")), w, p + "norm1")
        inner = gelu(g, dense(rows(g, x), "up"))
        x = normalise(g, g.op("Add", x, dense(rows(g, inner), "down")), w, p + "norm2")
    index = g.op(
        "Expand",
        g.op("Unsqueeze", "first", g.ints(2)),
        g.op("Concat", g.op("Shape", "first"), g.ints(size), axis=0),
    )
    return g.op("GatherElements", x, index, axis=1)


def bilinear(
    g: Graph,
    w: dict[str, np.ndarray],
    first: tuple[str, str],
    last: tuple[str, str],
    name: str,
    labels: int,
    size: int,
) -> str:
    """Scores (B, labels, W, W) of word pairs: see ``training.network``."""

    def side(kind: str, h: tuple[str, str]) -> str:
        y = linear(g, h, w[f"{name}_{kind}.weight"], w[f"{name}_{kind}.bias"], f"{name}_{kind}")
        return g.op("Transpose", g.op("Reshape", y, g.ints(0, 0, labels, size)), perm=[0, 2, 1, 3])

    score = g.op("MatMul", side("from", first), g.op("Transpose", side("to", last), perm=[0, 1, 3, 2]))
    bias = linear(g, last, w[f"{name}_bias.weight"], w[f"{name}_bias.bias"], f"{name}_bias")
    bias = g.op("Unsqueeze", g.op("Transpose", bias, perm=[0, 2, 1]), g.ints(2))
    return g.op("Add", g.op("Mul", score, g.floats(1 / math.sqrt(size))), bias)


def build(w: dict[str, np.ndarray], layers: int = 6, heads: int = 12, size: int = 384) -> onnx.ModelProto:
    """The whole network: inputs pieces, cases (B, S) and first (B, W) as int64; outputs as ``Network.forward``."""
    g = Graph()
    h = rows(g, encoder(g, w, layers, heads, size))
    dense = lambda x, n: linear(g, x, w[n + ".weight"], w[n + ".bias"], n)
    trigger = dense(rows(g, gelu(g, dense(h, "trigger.0"))), "trigger.3")
    predicate = g.op(
        "MatMul", g.op("Sigmoid", trigger), g.constant(w["arc_predicate.weight"].T, "arc_predicate")
    )
    start = rows(g, g.op("Add", gelu(g, dense(h, "arc_mlp_from.0")), predicate))
    end = rows(g, gelu(g, dense(h, "arc_mlp_to.0")))
    manner = dense(rows(g, gelu(g, dense(h, "manner.0"))), "manner.3")
    count = g.op("Squeeze", g.op("Slice", g.op("Shape", "first"), g.ints(1), g.ints(2)))
    place = g.op("Range", g.constant(np.array(0, np.int64)), count, g.constant(np.array(1, np.int64)))
    far = g.op("Sub", g.op("Unsqueeze", place, g.ints(0)), g.op("Unsqueeze", place, g.ints(1)))
    far = g.op(
        "Add",
        g.op("Clip", far, g.constant(np.array(-DISTANCE)), g.constant(np.array(DISTANCE))),
        g.constant(np.array(DISTANCE)),
    )
    near = g.op(
        "Transpose", g.op("Gather", g.constant(w["arc_distance.weight"], "arc_distance"), far), perm=[2, 0, 1]
    )
    arcs = g.op("Add", bilinear(g, w, start, end, "arc", len(ROLES), ARC), near)
    spans = bilinear(g, w, h, h, "span", len(MENTIONS), SPAN)
    denied = g.op("Squeeze", g.op("Slice", manner, g.ints(0), g.ints(1), g.ints(2)), g.ints(2))
    modality = g.op("Slice", manner, g.ints(1), g.ints(99), g.ints(2))
    for name, value in zip(OUTPUTS, (trigger, arcs, denied, modality, spans), strict=True):
        g.nodes.append(helper.make_node("Identity", [value], [name]))
    graph = helper.make_graph(
        g.nodes,
        "entente-reader",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, ["B", "W" if n == "first" else "S"])
            for n in ("pieces", "cases", "first")
        ],
        [
            helper.make_tensor_value_info(n, TensorProto.FLOAT, shape)
            for n, shape in zip(OUTPUTS, SHAPES, strict=True)
        ],
        list(g.constants.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="entente")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    state = torch.load(a.run / "network.pt", weights_only=True)
    model = build({k: v.float().numpy() for k, v in state.items()})
    a.out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(a.out / "reader.onnx"))
    shutil.copy(a.encoder / "tokenizer.json", a.out / "tokenizer.json")
    print(f"{(a.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
