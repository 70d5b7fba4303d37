"""Train the reader's network: ``python -m training.train --gold FOLDER --encoder FOLDER --out FOLDER``.

``--gold`` holds ``claims/train`` (claims of real sentences), ``ud-gum`` and ``uner-ewt``; ``--encoder`` the files of
all-MiniLM-L6-v2. Seeded; a checkpoint is written after each epoch and resumed from.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from entente.read.labels import MENTIONS, PREDICATES
from entente.read.words import case
from training import data
from training.network import Network, pretrained

HELD_OUT = 10
"""Every tenth document of the claims is kept out of training, for calibration and thresholds."""


def held_out(document: str) -> bool:
    """Whether a claims document is kept for calibration: by its name, so that new data moves nothing."""
    return sum(document.encode()) % HELD_OUT == 0


def not_for_shipping(re3d: Path) -> frozenset[str]:
    """Claims documents whose text is non-commercial: those of re3d's BBC part, by their identifiers."""
    path = re3d / "bbc-online.documents.jsonl"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is needed to leave the non-commercial texts out of training")
    rows = map(json.loads, path.read_text("utf8").splitlines())
    return frozenset(f"re3d-{row['_id']}" for row in rows)


def tensors(batch: Sequence[data.Example], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor]:
    """Word pieces, their letter cases (B, S) and each word's first piece (B, W) of a batch, padded with 0."""
    texts = [[e.text[a:b] for a, b in e.spans] for e in batch]
    encoded = tokenizer.encode_batch(texts, is_pretokenized=True)
    s, w = max(len(x.ids) for x in encoded), max(len(t) for t in texts)
    pieces, cases, first = (torch.zeros(len(batch), n, dtype=torch.long) for n in (s, s, w))
    for i, (x, t) in enumerate(zip(encoded, texts, strict=True)):
        pieces[i, : len(x.ids)] = torch.tensor(x.ids)
        kind = [case(word) for word in t]
        cases[i, : len(x.ids)] = torch.tensor([0 if k is None else kind[k] for k in x.word_ids])
        seen: set[int] = set()
        for j, k in enumerate(x.word_ids):
            if k is not None and k not in seen:
                seen.add(k)
                first[i, k] = j
    return pieces, cases, first


def triggers(batch: Sequence[data.Example], width: int) -> Tensor:
    """One-hot predicates of the words that carry claims (B, W, 26)."""
    want = torch.zeros(len(batch), width, len(PREDICATES))
    for i, e in enumerate(batch):
        for t in e.triggers:
            for word in t.words:
                want[i, word, t.predicate] = 1
    return want


def claims_loss(out: tuple[Tensor, ...], batch: Sequence[data.Example]) -> Tensor:
    trigger, arcs, denied, modality, spans = (x.float() for x in out)
    b, w, _ = trigger.shape
    want, seen = triggers(batch, w), torch.zeros(b, w)
    want_arcs = torch.zeros_like(arcs)
    at, denial, modes = [], [], []
    for i, e in enumerate(batch):
        seen[i, : len(e.spans)] = 1
        for t in e.triggers:
            for word in t.words:
                at.append((i, word)), denial.append(float(t.denied)), modes.append(t.modality)
                for argument, role in t.arcs:
                    want_arcs[i, role, word, argument] = 1
    loss = (
        (F.binary_cross_entropy_with_logits(trigger, want, reduction="none").sum(-1) * seen).sum()
        / seen.sum()
        * 4
    )
    if at:
        rows, cols = (torch.tensor(x) for x in zip(*at, strict=True))
        bce = F.binary_cross_entropy_with_logits(
            arcs[rows, :, cols], want_arcs[rows, :, cols], reduction="none"
        )
        loss = loss + (bce * seen[rows][:, None, :]).sum() / len(at) / 4
        loss = loss + 0.5 * F.cross_entropy(modality[rows, cols], torch.tensor(modes))
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(denied[rows, cols], torch.tensor(denial))
    return loss + 0.5 * spans_loss(spans, batch, [MENTIONS.index("participant")])


def spans_loss(spans: Tensor, batch: Sequence[data.Example], labels: Sequence[int]) -> Tensor:
    spans = spans.float()[:, list(labels)]
    want, mask = torch.zeros_like(spans), torch.zeros_like(spans)
    total = 0
    for i, e in enumerate(batch):
        n = len(e.spans)
        total += n
        mask[i, :, :n, :n] = torch.ones(n, n).triu().tril(24)
        for a, z, label in e.mentions:
            if label in labels:
                want[i, labels.index(label), a, z] = 1
    return (F.binary_cross_entropy_with_logits(spans, want, reduction="none") * mask).sum() / total


def batches(examples: Sequence[data.Example], size: int, rng: random.Random) -> list[list[data.Example]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(examples, key=lambda e: (len(e.spans) // 6, rng.random()))
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def loss_of(net: Network, batch: Sequence[data.Example], tokenizer: Tokenizer) -> Tensor:
    inputs = tensors(batch, tokenizer)
    known = triggers(batch, inputs[2].shape[1]) if batch[0].task == "claims" else None
    with torch.autocast("cpu", torch.bfloat16):
        out = net(*inputs, known)
    task = batch[0].task
    if task == "claims":
        return claims_loss(out, batch)
    labels = (
        [i for i, name in enumerate(MENTIONS) if name.startswith("name ")]
        if task == "names"
        else [i for i, name in enumerate(MENTIONS) if name != "participant"]
    )
    return spans_loss(out[4], batch, labels)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--more", type=Path, nargs="*", default=[], help="further claims folders")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument(
        "--share", type=float, default=1.0, help="share of the claims documents, for a learning curve"
    )
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    short = lambda examples: [e for e in examples if 1 < len(e.spans) <= 120]
    claims = [e for folder in [a.gold / "claims" / "train", *a.more] for e in data.claims(folder)]
    closed = not_for_shipping(a.gold / "re3d")
    claims = [e for e in claims if e.document not in closed]
    claims = short(e for e in claims if not held_out(e.document) and hash_share(e.document) < a.share)
    other = short([*data.gum(a.gold / "ud-gum" / "en_gum-open-train.conllu")])
    names = short([*data.names(next((a.gold / "uner-ewt").glob("*train*.iob2")))])
    names = [e for e in names if e.mentions] + [e for e in names if not e.mentions][::4]
    net = pretrained(a.encoder)
    slow = [
        p
        for n, p in net.named_parameters()
        if n.split(".")[0] in ("positions", "norm", "layers") and p.requires_grad
    ]
    ids = {id(p) for p in slow}
    fast = [p for p in net.parameters() if p.requires_grad and id(p) not in ids]
    per_epoch = -(-len(claims) // 32) + -(-len(other) // 32 // 2) + -(-len(names) // 32 // 3)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": 1.5e-4}, {"params": fast, "lr": 1e-3}], weight_decay=0.01
    )
    steps = a.epochs * per_epoch + a.epochs * 2
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / 150, max(0.02, 1 - s / steps))
    )
    # The moving average of the weights reads better than the last step's (Izmailov et al. 2018).
    average = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    )
    a.out.mkdir(parents=True, exist_ok=True)
    start, checkpoint = 0, a.out / "checkpoint.pt"
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=False)
        net.load_state_dict(state["net"]), average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"]), rng.setstate(state["rng"])
        start = state["epoch"] + 1
    print(f"{len(claims)} claims sentences, {len(other)} GUM, {len(names)} names; {steps} steps", flush=True)
    began = time.time()
    for epoch in range(start, a.epochs):
        net.train()
        some = lambda x, k, epoch=epoch: [e for i, e in enumerate(x) if i % k == epoch % k]
        every = batches(claims, 32, rng) + batches(some(other, 2), 32, rng) + batches(some(names, 3), 32, rng)
        rng.shuffle(every)
        sums: dict[str, list[float]] = {}
        for batch in every:
            loss = loss_of(net, batch, tokenizer)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step(), schedule.step()
            average.update_parameters(net)
            sums.setdefault(batch[0].task, []).append(loss.item())
        print(
            f"epoch {epoch}",
            {k: round(sum(v) / len(v), 4) for k, v in sums.items()},
            f"{time.time() - began:.0f} s",
            flush=True,
        )
        torch.save(
            {
                "net": net.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "rng": rng.getstate(),
                "epoch": epoch,
            },
            checkpoint,
        )
    torch.save(average.module.state_dict(), a.out / "network.pt")


def hash_share(document: str) -> float:
    """A document's fixed place in [0, 1), so that smaller shares are subsets of larger ones."""
    return (sum(ord(c) * 31 ** (i % 5) for i, c in enumerate(document)) % 997) / 997


if __name__ == "__main__":
    main()
