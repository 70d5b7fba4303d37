"""A claim's confidence: the chance that its actors, predicate and manner are right, calibrated on held-out text.

Logistic regression on the network's logits (Platt 1999), fitted by ``training/evaluate.py`` on documents that no
network was trained on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from entente.read.decode import SentenceClaim


def _logit(p: float) -> float:
    return math.log(max(p, 1e-4) / max(1 - p, 1e-4))


def features(claim: SentenceClaim) -> tuple[float, ...]:
    """Logits of the trigger, the weakest argument a side and the modality, and which sides are empty or several."""
    subjects, objects = claim.arguments["subject"], claim.arguments["object"]
    return (
        _logit(claim.probability),
        _logit(min(a.probability for a in subjects)) if subjects else 0.0,
        _logit(min(a.probability for a in objects)) if objects else 0.0,
        float(not subjects),
        float(not objects),
        float(len(subjects) > 1) + float(len(objects) > 1),
        _logit(claim.modality_probability),
        float(not subjects and not objects),
    )


def confidence(claim: SentenceClaim, weights: Sequence[float]) -> float:
    """Calibrated chance in (0, 1), rounded to four decimals; ``weights`` are the features' and a constant."""
    x = sum(w * f for w, f in zip(weights, (*features(claim), 1.0), strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, x)))), 4)
