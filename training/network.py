"""The reader's network: a MiniLM encoder (Wang et al. 2020) with low-rank bilinear heads.

Heads follow Dozat and Manning (2017) for arcs and Yu, Bohnet and Poesio (2020) for spans, in the dot-product
form: each pair of words is scored by the product of two small projections. Shapes: B sentences, S word pieces,
W words.
"""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from entente.read.labels import MENTIONS, MODALITIES, PREDICATES, ROLES
from entente.read.words import CASES

ARC, SPAN, DISTANCE = 64, 48, 24
OUTPUTS = ("trigger", "arcs", "denied", "modality", "spans")


class Layer(nn.Module):
    """One transformer layer in BERT's arrangement (normalise after each block)."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, s, d = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weight = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d // self.heads) + mask, -1)
        mixed = (self.drop(weight) @ v).transpose(1, 2).reshape(b, s, d)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Word pieces in, logits of every head out."""

    def __init__(
        self,
        vocabulary: int = 30522,
        size: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(512, size)
        self.cases = nn.Embedding(CASES, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.trigger = nn.Sequential(
            nn.Linear(size, size), nn.GELU(), nn.Dropout(0.2), nn.Linear(size, len(PREDICATES))
        )
        self.manner = nn.Sequential(
            nn.Linear(size, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, 1 + len(MODALITIES))
        )
        self.arc_mlp_from = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.2))
        self.arc_mlp_to = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.2))
        self.arc_predicate = nn.Linear(len(PREDICATES), size, bias=False)
        self.arc_from, self.arc_to = nn.Linear(size, len(ROLES) * ARC), nn.Linear(size, len(ROLES) * ARC)
        self.arc_bias = nn.Linear(size, len(ROLES))
        self.arc_distance = nn.Embedding(2 * DISTANCE + 1, len(ROLES))
        self.span_from, self.span_to = (
            nn.Linear(size, len(MENTIONS) * SPAN),
            nn.Linear(size, len(MENTIONS) * SPAN),
        )
        self.span_bias = nn.Linear(size, len(MENTIONS))
        nn.init.zeros_(self.arc_distance.weight)
        for head in (self.arc_bias, self.span_bias):
            nn.init.constant_(head.bias, -3.0)

    def encode(self, pieces: Tensor, cases: Tensor, first: Tensor) -> Tensor:
        """Vectors of words (B, W, size): the top layer at each word's first piece. ``first`` indexes pieces."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.cases(cases) + self.positions(place)))
        mask = (pieces == 0)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))

    def heads(self, h: Tensor, known: Tensor | None = None) -> tuple[Tensor, ...]:
        b, w, _ = h.shape
        h = self.drop(h)
        trigger = self.trigger(h)
        # What a word does as a trigger shapes its arguments; while training, the right answer stands in.
        predicate = self.arc_predicate(torch.sigmoid(trigger).detach() if known is None else known)
        start, end = self.arc_mlp_from(h) + predicate, self.arc_mlp_to(h)
        manner = self.manner(h)
        place = torch.arange(w, device=h.device)
        far = (place[None, :] - place[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        split = lambda x, n, d: x.view(b, w, n, d).transpose(1, 2)
        arcs = split(self.arc_from(start), len(ROLES), ARC) @ split(
            self.arc_to(end), len(ROLES), ARC
        ).transpose(-1, -2)
        near = self.arc_distance(far).permute(2, 0, 1)
        arcs = arcs / math.sqrt(ARC) + self.arc_bias(end).transpose(1, 2)[:, :, None, :] + near
        spans = split(self.span_from(h), len(MENTIONS), SPAN) @ split(
            self.span_to(h), len(MENTIONS), SPAN
        ).transpose(-1, -2)
        spans = spans / math.sqrt(SPAN) + self.span_bias(h).transpose(1, 2)[:, :, None, :]
        return trigger, arcs, manner[..., 0], manner[..., 1:], spans

    def forward(
        self, pieces: Tensor, cases: Tensor, first: Tensor, known: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """trigger (B,W,26), arcs (B,8,W,W) from trigger row to argument column, denied (B,W), modality (B,W,7),
        spans (B,8,W,W) from first to last word: logits."""
        return self.heads(self.encode(pieces, cases, first), known)


ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def pretrained(folder: Path) -> Network:
    """The network with the encoder of all-MiniLM-L6-v2 read from ``folder`` (``model.safetensors``).

    Raises ``ValueError`` when the file is not the pinned one.
    """
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != ENCODER_SHA256:
        raise ValueError(f"{folder / 'model.safetensors'} is not all-MiniLM-L6-v2: its SHA-256 differs")
    config = json.loads((folder / "config.json").read_text())
    net = Network(
        config["vocab_size"],
        config["hidden_size"],
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
    )
    w = {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
    e = "embeddings."
    new = {
        "pieces.weight": w[e + "word_embeddings.weight"],
        "positions.weight": w[e + "position_embeddings.weight"],
        "cases.weight": w[e + "token_type_embeddings.weight"][:1].repeat(CASES, 1),
        "norm.weight": w[e + "LayerNorm.weight"],
        "norm.bias": w[e + "LayerNorm.bias"],
    }
    for i in range(config["num_hidden_layers"]):
        p = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            new[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [w[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            )
            new[f"layers.{i}.out.{kind}"] = w[f"{p}attention.output.dense.{kind}"]
            new[f"layers.{i}.norm1.{kind}"] = w[f"{p}attention.output.LayerNorm.{kind}"]
            new[f"layers.{i}.up.{kind}"] = w[f"{p}intermediate.dense.{kind}"]
            new[f"layers.{i}.down.{kind}"] = w[f"{p}output.dense.{kind}"]
            new[f"layers.{i}.norm2.{kind}"] = w[f"{p}output.LayerNorm.{kind}"]
    missing = set(new) - set(net.state_dict())
    if missing:
        raise ValueError(f"weights without a place: {sorted(missing)}")
    net.load_state_dict(new, strict=False)
    net.pieces.weight.requires_grad_(False)
    return net
