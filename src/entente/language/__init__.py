"""The grammar of news English that needs no model: sentences, times and quantities."""

from entente.language import sentences, times

from entente.language import quantities  # after the two that it rests on  # isort: skip

__all__ = ["quantities", "sentences", "times"]
