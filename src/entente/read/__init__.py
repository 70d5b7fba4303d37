"""Read: one document in, its mentions, times, figures and claims out."""

from entente.read.reader import Reader, SmallReader, load

__all__ = ["Reader", "SmallReader", "load"]
