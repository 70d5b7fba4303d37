"""Figures in English news: how many, of what, within which bounds."""

from entente.language.quantities.finding import find

__all__ = ["find"]
