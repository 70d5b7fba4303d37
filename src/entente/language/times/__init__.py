"""Expressions of time in English news: found as grammar, resolved against the time of their saying."""

from entente.language.times.finding import find
from entente.language.times.resolving import Tense, resolve
from entente.language.times.telling import resolve_all, tense

__all__ = ["Tense", "find", "resolve", "resolve_all", "tense"]
